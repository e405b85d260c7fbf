import { darkColours, diagramStyle } from "../diagram/style.ts";

/** How a published page looks where it moves, behind the style of a report. */
export const liveStyle: string = [
  diagramStyle,
  `@media screen and (prefers-color-scheme:dark){${darkColours}}`,
  `
.play{display:grid;grid-template-columns:minmax(0,19rem) minmax(0,1fr);gap:1.5rem 2.5rem;align-items:start}
@media (min-width:52rem) and (min-height:30rem){.play>*{position:sticky;top:0;max-height:100vh;overflow:auto}}
@media screen and (max-width:52rem){.play{display:flex;flex-direction:column;align-items:stretch;gap:.5rem}.stage,.stage>.charts{display:contents}.stage>*{order:-1}.stage>.charts>figure,.stage>details{order:1}.stage>.charts>figure:first-child{order:-2}}
@media screen and (max-width:52rem) and (min-height:36rem){.stage>.charts>figure:first-child{position:sticky;top:0;z-index:1;background:var(--page);padding:.25rem 0;border-bottom:1px solid var(--rule)}.stage>.charts>figure:first-child figcaption{min-height:0}.stage>.charts>figure:first-child svg{max-height:34vh;margin:0 auto}.stage>.charts>figure:first-child{max-height:60vh;overflow:auto}.lever :is(input,summary){scroll-margin-top:62vh}}
@media (scripting:none){#controls,#state,#headline{display:none}.play .stage{grid-column:1/-1}}
#controls[inert]{opacity:.6}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
#controls{max-width:none}
fieldset{border:0;border-top:1px solid var(--rule);padding:.5rem 0 0;margin:0 0 1rem;min-width:0}
legend{font-weight:600;padding:0 .5rem 0 0}
.lever{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 .75rem;padding:.3rem 0;align-items:center}
.lever label{grid-column:1/-1;font-size:.95rem;line-height:1.35}
.lever output{font-variant-numeric:tabular-nums;min-width:3.2em;text-align:right}
.lever details{grid-column:1/-1;font-size:.88rem;margin:0}
.lever summary{font-size:.8rem;padding:0;line-height:1.5}
.lever input[type=range]{width:100%;min-height:28px;accent-color:var(--median);margin:0}
.lever input[type=checkbox]{width:24px;height:24px;accent-color:var(--median);margin:.2rem 0}
.lever small{grid-column:1/-1;font-size:.8rem;line-height:1.3}
#assumed{margin:0 0 1rem;border-top:1px solid var(--rule);padding-top:.5rem}#assumed>summary{font-weight:600}#assumed details{margin-left:.5rem}
.lever.changed label{font-weight:600}.lever.changed label::after{content:" (changed)";font-weight:400;color:var(--quiet)}
button{font:inherit;min-height:2rem;padding:.2rem .9rem;border:1px solid var(--edge);border-radius:6px;background:var(--panel);color:var(--ink);cursor:pointer}
.lever input:focus-visible{outline-offset:0}
button:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
#state{min-height:1.6em;max-width:none;margin-bottom:.25rem}
#headline{min-height:4.7em;max-width:none;margin:.25rem 0}
svg .before{stroke:var(--quiet);stroke-width:1.3;stroke-dasharray:2 3}
svg .before.median{stroke:var(--quiet);stroke-width:2;stroke-dasharray:7 4}
ol.essay{max-width:44rem;padding-left:2.2rem;font-family:Charter,"Bitstream Charter",Georgia,"Noto Serif",serif;font-size:1.08rem}
ol.essay li{margin:.8rem 0}ol.essay li::marker{font:.8rem system-ui,sans-serif;color:var(--quiet)}
ol.essay p{margin:0;max-width:none}
.sentence:target,li:target{background:var(--outer);box-shadow:0 0 0 4px var(--outer)}
.chip{display:inline-block;font:.78rem/1.45 system-ui,sans-serif;border:1px solid var(--edge);border-radius:1em;padding:.05em .55em;margin:0 .1em;text-decoration:none;color:var(--ink);white-space:nowrap;vertical-align:.08em}
.chip.fails{border-color:var(--bad);color:var(--bad)}.chip.no-effect,.chip.untestable{border-color:var(--doubt);border-style:dashed;color:var(--doubt)}.chip.context{border-color:var(--rule);color:var(--quiet)}
#horizons td{white-space:nowrap;min-width:9rem}
body.embed .frame{padding:.75rem;max-width:44rem}
body.embed h1{font-size:1rem;margin:.25rem 0}
body.embed #headline{min-height:0}
body.embed .charts{display:block}body.embed svg.chart{max-width:32rem}
body.embed :is(.legend,footer){font-size:.82rem}body.embed footer{margin-top:1rem;padding-top:.5rem}
body.embed .stage>*,body.embed figure{order:0;position:static}
body.embed .unwanted{display:none}
body.embed .play{display:block}
@media print{#controls,#reset,#headline.quiet,noscript{display:none}.play{display:block}.play>*{position:static;max-height:none}.chip{border-color:#888}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
section:not(#play,#essay){content-visibility:auto;contain-intrinsic-size:auto 60rem}
#pictures{display:grid;grid-template-columns:minmax(0,1fr) 18rem;gap:1rem 2rem;align-items:start;--diagram-paper:var(--page)}
#part{position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto;border-left:3px solid var(--rule);padding-left:1rem;font-size:.92rem}
#part dl.pairs,ul.parts dl.pairs{grid-template-columns:minmax(0,1fr);gap:0}
#part dd{margin-bottom:.4rem}
@media (max-width:64rem){#pictures{grid-template-columns:minmax(0,1fr)}#part{position:static;max-height:none}}
.seen{border:1px solid var(--rule);border-radius:6px;padding:.5rem;max-height:85vh;overflow:auto;background:var(--page)}
.seen svg{margin:0 auto;font-size:12px}
.overview svg{width:100%;min-width:44rem;height:auto}
.sector summary{padding:.35rem 0}
.hence-diagram [data-part]{cursor:pointer}
.some-lit .hence-diagram :is(.node,.pipe,.link):not(.lit){opacity:.3}
.lit .arrow{stroke:var(--link);stroke-width:2.4}.lit .arrow-head{fill:var(--link)}
.lit :is(.plate,.stock-box,.group-box){stroke:var(--link);stroke-width:2}
.chosen :is(.plate,.stock-box,.group-box){stroke:var(--ink);stroke-width:2.6;stroke-dasharray:none}
ul.parts{list-style:none;padding:0;max-width:60rem}ul.parts>li{border-top:1px solid var(--rule);padding:.5rem 0}
code.line{display:block}
.sentence.claimed{cursor:pointer;border-radius:3px}
.sentence.claimed:hover{background:var(--panel)}
.sentence.chosen{background:var(--outer);box-shadow:0 0 0 3px var(--outer)}
ol.essay li{position:relative}
.reading{font:.92rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--panel);border-left:3px solid var(--edge);border-radius:0 6px 6px 0;padding:.75rem 1rem;margin:.75rem 0}
.reading>div+div{border-top:1px solid var(--rule);margin-top:.6rem;padding-top:.6rem}
.reading p{margin:.3rem 0}.reading .id{font-weight:600;margin-right:.5rem}
@media (min-width:76rem){.reading{position:absolute;left:calc(100% + 2rem);top:0;width:24rem;margin:0;z-index:1;box-shadow:0 2px 12px rgb(0 0 0/.18)}}
#part a,ol.way a{color:inherit;text-decoration-color:var(--edge)}ol.way{list-style:none;padding:0;margin:.4rem 0}ol.way li{display:inline}ol.way li+li::before{content:"→ ";color:var(--quiet)}ol.way li::after{content:" "}
@media print{section:not(#play,#essay){content-visibility:visible}#part,.sector,.reading{display:none}#pictures{display:block}.seen{max-height:none;border:0}.overview svg{min-width:0}}
`,
].join("");
