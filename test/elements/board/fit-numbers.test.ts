import { expect } from '@esm-bundle/chai';
import { commonWidth, emsOf, fitNumbers, squeezeOf } from '../../../src/elements/board/fit-numbers.js';

const half = { width: 850, height: 780 };
const three = commonWidth(['142']);
const layOut = (count: number, room = half, ems = three) =>
  fitNumbers({ room, count, ems, smallest: 59, largest: 324 });

describe('fitNumbers', () => {
  it('gives few numbers all the room, up to the largest size', () => {
    expect(layOut(1)).to.deep.include({ columns: 1, size: 324, pages: 1 });
    expect(layOut(2).size).to.be.above(layOut(6).size);
  });

  it('never lets the numbers of a page overflow', () => {
    for (let count = 1; count <= 200; count += 1) {
      const { columns, size, perPage, pages } = layOut(count);
      expect(columns * size * three, `${count} across`).to.be.at.most(half.width);
      expect(Math.ceil(perPage / columns) * size * 1.18, `${count} down`).to.be.at.most(half.height);
      expect(perPage * pages, `${count} in all`).to.be.at.least(count);
    }
  });

  it('makes pages, evenly filled, rather than numbers below the smallest size', () => {
    const { pages, perPage, size } = layOut(200);
    expect(pages).to.be.above(1);
    expect(size).to.be.at.least(59);
    expect(200 - perPage * (pages - 1)).to.be.above(perPage / 2);
  });

  it('sets a very long number smaller, but not the others', () => {
    expect(commonWidth(['1', '22', 'Takeaway-1042-B'])).to.equal(4);
    expect(squeezeOf('142')).to.equal('');
    expect(squeezeOf('A-1042')).to.equal('');
    expect(squeezeOf('Takeaway-1042-B')).to.match(/^squeeze-/);
    expect(emsOf('外卖12')).to.be.above(emsOf('1234'));
  });

  it('gives one page before the room is measured', () => {
    expect(layOut(40, { width: 0, height: 0 })).to.deep.include({ pages: 1, perPage: 40 });
  });
});
