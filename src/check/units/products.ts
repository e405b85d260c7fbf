import { divideUnits, multiplyUnits, type Unit } from "../../model/unit.ts";

/**
 * Products and quotients of the units of one model, each worked out once: equations are many, units are few. Equal
 * results with their factors in the same order are one object.
 */
export class Products {
  private readonly kept = new Map<string, Unit>();
  private readonly products = new Map<Unit, Map<Unit, Unit>>();
  private readonly quotients = new Map<Unit, Map<Unit, Unit>>();

  multiply(left: Unit, right: Unit): Unit {
    return this.result(left, right, this.products, multiplyUnits);
  }

  divide(left: Unit, right: Unit): Unit {
    return this.result(left, right, this.quotients, divideUnits);
  }

  /** The one object that stands for a unit. */
  keep(unit: Unit): Unit {
    let key = "";
    for (const name in unit) key += `${name}\n${unit[name]}\n`;
    const before = this.kept.get(key);
    if (before) return before;
    this.kept.set(key, unit);
    return unit;
  }

  private result(
    left: Unit,
    right: Unit,
    known: Map<Unit, Map<Unit, Unit>>,
    compute: (left: Unit, right: Unit) => Unit,
  ): Unit {
    let byRight = known.get(left);
    if (!byRight) {
      byRight = new Map();
      known.set(left, byRight);
    }
    const before = byRight.get(right);
    if (before) return before;
    const unit = this.keep(compute(left, right));
    byRight.set(right, unit);
    return unit;
  }
}
