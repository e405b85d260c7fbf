import { aboutOf } from "../state/about.ts";
import type { Workbench } from "../state/workbench.ts";

/** More would be a list, not an offer. */
const mostOffered = 4;

/** The variables that what is chosen is about, by key: charts of them stand out. */
export function chosenCourses({ choice, analysis }: Workbench): ReadonlySet<string> {
  return new Set(aboutOf(choice.value, analysis.lastGood.value).courses);
}

/** Of which variable a course is; of an element of an array, the array. */
export function variableOf(course: string): string {
  return course.replace(/\[[^[]*\]$/, "");
}

/** What is chosen may be about more than the charts show: a way to see it. */
export function OfferedCourses({ workbench }: { readonly workbench: Workbench }) {
  const { runs, analysis } = workbench;
  const shown = new Set(runs.shown.value.map(variableOf));
  const offered = [...chosenCourses(workbench)].flatMap((key) => {
    const variable = analysis.variable(key);
    const isCourse = variable && !variable.elements && !variable.declared;
    return isCourse && !shown.has(key) ? [variable] : [];
  });
  if (offered.length === 0) return null;
  return (
    <p class="offered">
      What is chosen is about{" "}
      {offered.slice(0, mostOffered).map(({ key, name, title }) => (
        <button
          type="button"
          key={key}
          title="Shows its course in the first chart"
          onClick={() => {
            runs.charts.value = [[key], ...runs.charts.value.slice(1)];
          }}
        >
          {title ?? name}
        </button>
      ))}
    </p>
  );
}
