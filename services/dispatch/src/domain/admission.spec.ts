import { DUTY, GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { found, Scene } from '../../test/scene.js';
import { checkAdmitted, missingAdmission } from './admission.js';

const scene = new Scene();
const grid = found(scene.profile.unit(GRID));

function refused(duty?: string): object {
  try {
    checkAdmitted(scene.matter.ticket, grid, duty, scene.context());
  } catch (error) {
    const { code, message, details } = error as { code?: string; message?: string; details?: object };
    return { code, message, details };
  }
  throw new Error('not refused');
}

describe('work that is handed to a grid under no admitted duty', () => {
  const admitted = smallDistrict().admissions;
  const details = [{ field: 'duty', message: `is a duty admitted to grids: ${DUTY}` }];

  it('is refused with the question for the duty, and those that there are [admission 1]', () => {
    const message = 'name the duty under which the grid is given this work';
    expect(refused()).toEqual({ code: 'admission.missing', message, details });
  });

  it('is refused with the name of the duty that is none [admission 1]', () => {
    expect(refused('tax')).toEqual({ code: 'admission.missing', message: 'tax is not admitted', details });
  });

  it('is told where there is no duty that it could name', () => {
    expect(missingAdmission(grid, DUTY, admitted)).toBeUndefined();
    const message = 'is a duty admitted to grids: none';
    expect(missingAdmission(grid, DUTY, [])).toEqual({ field: 'duty', message });
  });
});
