import { darkPalette, declarePalette, lightPalette } from "./palette.ts";

/** How a report looks, on screens of any width, light and dark, and on paper. */
export const reportStyle: string = [
  `:root{color-scheme:light dark;${declarePalette(lightPalette)}}`,
  `@media (prefers-color-scheme:dark){:root{${declarePalette(darkPalette)}}}`,
  // Paper is white whatever the screen is.
  `@media print{:root{color-scheme:light;${declarePalette(lightPalette)}}}`,
  `
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
.frame{max-width:78rem;margin:0 auto;padding:1rem clamp(.75rem,3vw,2.5rem) 4rem}
h1{font-size:clamp(1.6rem,1.1rem + 2vw,2.5rem);line-height:1.2;margin:1rem 0 .5rem;text-wrap:balance}
h2{font-size:1.45rem;line-height:1.25;margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--rule)}
h3{font-size:1.15rem;margin:2rem 0 .5rem}
h4{font-size:1rem;margin:1.5rem 0 .5rem;color:var(--quiet)}
p,ul,ol,dl{margin:.5rem 0;max-width:46rem}
p.wide{max-width:none}
li{margin:.2rem 0}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code{font:.9em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:.75rem 1rem;max-width:60rem;white-space:pre-wrap;overflow-wrap:anywhere;margin:.5rem 0}
.quiet,small{color:var(--quiet)}
small{font-size:.88em}
.skip{position:absolute;left:-99rem;background:var(--page);color:var(--link);padding:.5rem 1rem;border:2px solid var(--link)}
.skip:focus{left:1rem;top:1rem;z-index:1}
.lead{font-size:1.1rem}
.note{border-left:4px solid var(--edge);background:var(--panel);padding:.75rem 1rem;margin:1rem 0;max-width:46rem;border-radius:0 6px 6px 0}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));gap:.75rem;margin:1rem 0;max-width:none;padding:0}
.facts>div{background:var(--panel);border-radius:6px;padding:.6rem .9rem}
.facts dt{color:var(--quiet);font-size:.85rem}
.facts dd{margin:0;font-size:1.05rem;font-weight:600}
.facts dd small{font-weight:400;display:block}
nav ol{columns:2 16rem;padding-left:1.5rem;max-width:60rem}
.scroll{overflow-x:auto;max-width:100%;margin:.75rem 0}
table{border-collapse:collapse;font-size:.92rem;line-height:1.4}
caption{text-align:left;color:var(--quiet);padding:.25rem 0 .5rem;font-size:.9rem}
caption span{position:sticky;left:0;display:inline-block;max-width:min(46rem,calc(100vw - 1.5rem))}
th,td{padding:.35rem .75rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
thead th{border-bottom:2px solid var(--rule);font-weight:600;vertical-align:bottom}
tbody th{font-weight:400}
td.number,th.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.words,th.words{min-width:11rem}
tr.apart>*{border-top:2px solid var(--rule)}
.items{list-style:none;padding:0;max-width:none;margin:.5rem 0}
.items>li{border-top:1px solid var(--rule);padding:.7rem 0;margin:0;display:grid;grid-template-columns:minmax(0,1fr) 17rem;gap:.25rem 1.5rem}
.items>li>*{min-width:0}
.items p{margin:.15rem 0;max-width:46rem}
.items .id{font-weight:600;margin-right:.5rem}
.items .side{font-size:.92rem}
@media (max-width:44rem){.items>li{grid-template-columns:minmax(0,1fr)}}
.badge{display:inline-flex;gap:.3em;align-items:baseline;font-weight:600;white-space:nowrap}
.badge.good{color:var(--good)}.badge.bad{color:var(--bad)}.badge.doubt{color:var(--doubt)}.badge.plain{color:var(--quiet)}
.tag{display:inline-block;border:1px solid var(--doubt);color:var(--doubt);border-radius:4px;padding:0 .4em;font-size:.8rem;font-weight:600;white-space:nowrap}
.tag.official{border-color:var(--quiet);color:var(--quiet)}
details{margin:.3rem 0}
summary{cursor:pointer;color:var(--link);width:fit-content;padding:.15rem 0}
details>.inside{padding:.25rem 0 .5rem 1rem;border-left:2px solid var(--rule);margin-left:.25rem}
dl.pairs{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1rem}
dl.pairs dt{color:var(--quiet)}
dl.pairs dd{margin:0}
@media (max-width:34rem){dl.pairs{grid-template-columns:minmax(0,1fr);gap:0}dl.pairs dd{margin:0 0 .5rem}}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1.5rem 2rem;margin:1rem 0}
figure{margin:0;min-width:0}
figcaption{font-weight:600;line-height:1.3;min-height:2.6em;display:flex;flex-direction:column;justify-content:end}
figure p{font-size:.9rem;margin:.25rem 0}
svg{display:block;overflow:visible}
svg.chart{width:100%;height:auto;max-width:40rem;font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
svg.bar{width:7.5rem;max-width:100%;height:auto}td svg.bar{min-width:6.5rem;margin-top:.15rem}table code{overflow-wrap:normal}
svg text{fill:var(--ink)}
svg .unit,svg .small{fill:var(--quiet)}svg .small{font-size:9px}
svg .axis path{stroke:var(--rule);fill:none}
svg .axis text{fill:var(--quiet)}
svg path{fill:none}
svg .outer{fill:var(--outer)}svg .inner{fill:var(--inner)}
svg .edge{stroke:var(--edge)}
svg .median{stroke:var(--median);stroke-width:2.2}
svg .run{stroke:var(--run);stroke-width:1.2;stroke-dasharray:5 3}
svg .run-label{fill:var(--run);font-weight:600}
svg .run-label,svg .name{paint-order:stroke;stroke:var(--page);stroke-width:3px}
svg .band{stroke:var(--band);stroke-width:1.8}
svg .zero{stroke:var(--ink);stroke-width:1.2}
svg .whole{fill:var(--panel);stroke:var(--edge)}svg .stretch{fill:var(--edge)}svg .mark{stroke:var(--ink);stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0;max-width:none;font-size:.9rem}
.legend svg{display:inline-block;vertical-align:middle;width:2.4rem;height:.9rem;margin-right:.4rem}
@media (min-width:120rem){.frame{max-width:108rem}}
@media (min-width:190rem){html{font-size:125%}}
footer{margin-top:3rem;border-top:2px solid var(--rule);padding-top:1rem}
@media print{
@page{margin:16mm 14mm}
html{font-size:9.5pt}
.frame{max-width:none;padding:0}
nav,.skip{display:none}
a{color:inherit;text-decoration:none}
h2,h3,h4{break-after:avoid}
figure,.items>li,tr,.facts>div{break-inside:avoid}
.scroll{overflow:visible}
table{font-size:8pt}
.charts{grid-template-columns:repeat(2,minmax(0,1fr))}
details.keep::details-content{content-visibility:visible;display:block}
details:not(.keep){display:none}
}`,
].join("");
