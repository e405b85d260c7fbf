import type { Machine } from "./machine.ts";

/** How often something happens that is expected so often, for a uniform number (S. Poisson). */
export function poissonCount<V, W, B>(m: Machine<V, W, B>, mean: V, uniform: V): V {
  const mode = m.floor(mean);
  const logarithm = m.subtract(
    m.subtract(m.multiply(mode, m.routine("ln", mean)), mean),
    m.routine("lnGamma", m.add(mode, m.number(1))),
  );
  const peak = m.select(m.less(m.number(0), mean), m.routine("exp", logarithm), m.number(1));
  const up = (k: V): V => m.divide(mean, m.add(k, m.number(1)));
  const down = (k: V): V => m.divide(k, mean);
  return chopDown(m, { mode, peak, up, down }, uniform);
}

/** How many of so many trials succeed. */
export function binomialCount<V, W, B>(m: Machine<V, W, B>, trials: V, probability: V, uniform: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const one = number(1);
  const fails = subtract(one, probability);
  const mode = m.min(trials, m.floor(multiply(add(trials, one), probability)));
  const others = subtract(trials, mode);
  const logarithm = add(
    subtract(
      m.routine("lnGamma", add(trials, one)),
      add(m.routine("lnGamma", add(mode, one)), m.routine("lnGamma", add(others, one))),
    ),
    add(multiply(mode, m.routine("ln", probability)), multiply(others, m.routine("ln", fails))),
  );
  const isSure = m.either(m.lessEqual(probability, number(0)), m.lessEqual(one, probability));
  const peak = m.select(isSure, one, m.routine("exp", logarithm));
  const odds = divide(probability, fails);
  const up = (k: V): V => multiply(odds, divide(subtract(trials, k), add(k, one)));
  const down = (k: V): V => divide(divide(k, subtract(add(trials, one), k)), odds);
  return chopDown(m, { mode, peak, up, down }, uniform);
}

/** How many failures come before so many successes. */
export function failureCount<V, W, B>(m: Machine<V, W, B>, successes: V, probability: V, uniform: V): V {
  const { number, add, subtract, multiply, divide } = m;
  const one = number(1);
  const fails = subtract(one, probability);
  const mode = m.max(number(0), m.floor(divide(multiply(subtract(successes, one), fails), probability)));
  const logarithm = add(
    subtract(
      m.routine("lnGamma", add(mode, successes)),
      add(m.routine("lnGamma", successes), m.routine("lnGamma", add(mode, one))),
    ),
    add(multiply(successes, m.routine("ln", probability)), multiply(mode, m.routine("ln", fails))),
  );
  const peak = m.select(m.lessEqual(one, probability), one, m.routine("exp", logarithm));
  const up = (k: V): V => multiply(fails, divide(add(k, successes), add(k, one)));
  const down = (k: V): V => divide(divide(k, subtract(add(k, successes), one)), fails);
  return chopDown(m, { mode, peak, up, down }, uniform);
}

/** Probabilities of whole numbers: of the likeliest one, and how they change from one number to its neighbours. */
interface Probabilities<V> {
  readonly mode: V;
  readonly peak: V;
  readonly up: (k: V) => V;
  readonly down: (k: V) => V;
}

/** Takes probabilities from a uniform number, from the likeliest on to both sides, until nothing is left of it. */
function chopDown<V, W, B>(m: Machine<V, W, B>, { mode, peak, up, down }: Probabilities<V>, uniform: V): V {
  const { number } = m;
  const found = m.variable(mode);
  const rest = m.variable(m.subtract(uniform, peak));
  const [above, below] = [m.variable(mode), m.variable(mode)];
  const [chanceAbove, chanceBelow] = [m.variable(peak), m.variable(peak)];
  const left = m.wholeVariable(m.whole(1_000_000));
  const isOpen = (): B => m.lessEqual(number(0), rest.get());
  m.while(
    () => m.both(m.below(m.whole(0), left.get()), isOpen()),
    () => {
      left.set(m.minus(left.get(), m.whole(1)));
      chanceAbove.set(m.multiply(chanceAbove.get(), up(above.get())));
      above.set(m.add(above.get(), number(1)));
      rest.set(m.subtract(rest.get(), chanceAbove.get()));
      found.set(above.get());
      m.when(m.both(isOpen(), m.less(number(0), below.get())), () => {
        chanceBelow.set(m.multiply(chanceBelow.get(), down(below.get())));
        below.set(m.subtract(below.get(), number(1)));
        rest.set(m.subtract(rest.get(), chanceBelow.get()));
        found.set(below.get());
      });
      // Rounding may leave a little of the uniform number when there is nothing more to take.
      const most = m.add(
        chanceAbove.get(),
        m.select(m.less(number(0), below.get()), chanceBelow.get(), number(0)),
      );
      m.when(m.less(most, number(1e-18)), () => left.set(m.whole(0)));
    },
  );
  return found.get();
}
