import { commandOf, isQueryContract, parseContract, parseQuery, type ContractClass } from '@gridwhistle/contracts';
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';

/** Parses every parameter whose class is a command or query contract; `input.invalid` lists all its problems at once. */
@Injectable()
export class ContractPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    const contract = metatype as ContractClass | undefined;
    if (!contract) return value;
    if (type === 'query' && isQueryContract(contract)) return parseQuery(contract, (value ?? {}) as object);
    // An act without fields may be sent without a body.
    if (type === 'body' && commandOf(contract)) return parseContract(contract, value ?? {});
    return value;
  }
}
