import { ConfirmReceipt, ReportReceipt, SendBackReceipt, SignReceipt, type ReceiptView } from '@gridwhistle/contracts';
import { BusCommand, busCall, busVersion } from '@gridwhistle/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload, type NatsContext } from '@nestjs/microservices';
import { ReceiptCommands } from './receipt.commands.js';

/** The same acts for a target's own system, on `cmd.<district>.<unit>.receipt.<verb>`; a person's receipt is none's. */
@Controller()
export class ReceiptBus {
  constructor(private readonly receipts: ReceiptCommands) {}

  @BusCommand(SignReceipt)
  sign(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ReceiptView> {
    const call = busVersion(busCall(context, data, SignReceipt));
    return this.receipts.sign(call, call.command);
  }

  @BusCommand(ReportReceipt)
  report(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ReceiptView> {
    const call = busVersion(busCall(context, data, ReportReceipt));
    return this.receipts.report(call, call.command);
  }

  @BusCommand(ConfirmReceipt)
  confirm(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ReceiptView> {
    const call = busVersion(busCall(context, data, ConfirmReceipt));
    return this.receipts.confirm(call, call.command);
  }

  @BusCommand(SendBackReceipt)
  sendBack(@Payload() data: unknown, @Ctx() context: NatsContext): Promise<ReceiptView> {
    const call = busVersion(busCall(context, data, SendBackReceipt));
    return this.receipts.sendBack(call, call.command);
  }
}
