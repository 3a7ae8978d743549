import type { AttendanceView, WhistleView } from '@gridwhistle/contracts';
import type { Attendance } from './domain/whistle.js';
import { whistleLifecycle } from './domain/whistle.lifecycle.js';
import type { WhistleRow } from './whistle.store.js';

/** What the township, the departments and the centre see of a whistle; nobody acts while its ticket is suspended. */
export function viewOf(row: WhistleRow, isSuspended = false): WhistleView {
  const { id, ticketId, orderId, township, askedBy, kind, state, lead, assists, reason, completionAsked, sequence } =
    row;
  return {
    id,
    ticketId,
    orderId,
    township,
    ...(askedBy === null ? {} : { askedBy }),
    kind,
    state,
    lead,
    assists,
    reason,
    ...(row.endReason === null ? {} : { endReason: row.endReason }),
    approvalDueAt: row.approvalDueAt.toISOString(),
    ...(row.reportInDueAt ? { reportInDueAt: row.reportInDueAt.toISOString() } : {}),
    attendance: row.attendance.map(attendanceOf),
    completionAsked,
    acts: isSuspended ? [] : whistleLifecycle.allowed(state).filter((act) => act !== 'summon' && act !== 'assemble'),
    sequence,
  };
}

const attendanceOf = ({
  unit,
  orderId,
  reportedInAt,
  onTime,
  missed,
  confirmed,
  excused,
  score,
  comment,
}: Attendance): AttendanceView => ({
  unit,
  ...(orderId ? { orderId } : {}),
  ...(reportedInAt ? { reportedInAt } : {}),
  ...(onTime === null ? {} : { onTime }),
  missed,
  confirmed,
  ...(excused ? { excused } : {}),
  ...(score === undefined ? {} : { score }),
  ...(comment === undefined ? {} : { comment }),
});
