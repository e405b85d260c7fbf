/** How a published page looks where it moves, behind the style of a report. */
export const liveStyle = `
.play{display:grid;grid-template-columns:minmax(0,19rem) minmax(0,1fr);gap:1.5rem 2.5rem;align-items:start}
@media (min-width:52rem) and (min-height:30rem){.play>*{position:sticky;top:0;max-height:100vh;overflow:auto}}
@media (max-width:52rem){.play{grid-template-columns:minmax(0,1fr)}.play .stage{order:-1}}
#levers{max-width:none}
fieldset{border:0;border-top:1px solid var(--rule);padding:.5rem 0 0;margin:0 0 1rem;min-width:0}
legend{font-weight:600;padding:0 .5rem 0 0}
.lever{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 .75rem;padding:.3rem 0;align-items:center}
.lever label{grid-column:1/-1;font-size:.95rem;line-height:1.35}
.lever output{font-variant-numeric:tabular-nums;min-width:3.2em;text-align:right}
.lever details{grid-column:1/-1;font-size:.88rem;margin:0}
.lever summary{font-size:.8rem;padding:0;line-height:1.5}
.lever input[type=range]{width:100%;min-height:28px;accent-color:var(--median);margin:0}
.lever input[type=checkbox]{width:24px;height:24px;accent-color:var(--median);margin:.2rem 0}
.lever.changed label{font-weight:600}.lever.changed label::after{content:" (changed)";font-weight:400;color:var(--quiet)}
button{font:inherit;min-height:2rem;padding:.2rem .9rem;border:1px solid var(--edge);border-radius:6px;background:var(--panel);color:var(--ink);cursor:pointer}
button:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
#state{min-height:3.1em;max-width:none}
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
body.embed .unwanted{display:none}
body.embed .play{display:block}
@media print{#levers,#reset,noscript{display:none}.play{display:block}.play>*{position:static;max-height:none}.chip{border-color:#888}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;
