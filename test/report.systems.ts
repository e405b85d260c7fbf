/** A small system that has something for every part of a report. */
export const village = `system village "A village <and> its well"
  "How a village lives with less water."
  purpose "To try reports. It describes a village, never persons."
time 2020 to 2035 by 1/4 year, euler, save every 1
unit person = people
source notes "Notes on the village"
sector water "Water"
  "The well and what fills it."
stock well "water in the well" : 1
  starts 1
  in filling
  out use
flow filling "rain" : 1/year = rain
flow use "water drawn" : 1/year = draw * well * (1 - saving * begun)
const rain "rain in a year" : 1/year = 0.1
  between 0.05 and 0.2, triangular
  basis data "gauges, 2010 to 2020"
const draw "share drawn in a year" : 1/year = 0.2
  between 0.1 and 0.4
  basis assumed
aux begun : 1 = if time >= 2026 year then 1 else 0
lever saving "saving water" : 1 = 0
  between 0 and 0.8
  basis choice
sector life "Life"
stock villagers "people in the village" : person
  starts 100
  in coming
flow coming "people who come" : person/year = villagers * pull * (well - 0.5) * sw_water
const pull "how far water draws people" : 1/year = 0.1
  between 0.02 and 0.2
  basis guess
switch sw_water "water matters" : 1 = 1
  "1: people come for water. 0: they do not."
claim C1 at notes 1.1, "always"
  "More rain fills the well."
  rain raises well after 5 years
claim C2 at notes 2.1, 2.2, "never"
  "Drawing more water leaves it as it is."
  draw raises well after 3 years
claim C3 at notes 2.3
  "People feel thirst."
  context "no variable carries it"
link K1 "rain fills the well" rain -> filling raises
  because C1
  for "A gauge of the year 2015" from memory
  against "A dry well in 2018"
link K2 "water draws people" well -> coming raises
  basis assumed
loop B1 "the well empties itself" balancing
  well -> use
check RC1 "There is water left"
  well @ 2035 > 0.4
check RC2 "A dry start leaves a smaller village" rival
  villagers @ 2035 in dry < 150
history level "Level of the well"
  basis official "the mayor"
  well @ 2023 between 0.5 and 0.95
scenario saved "Half of the water is saved"
  saving = 0.5
scenario dry "A dry start"
  well starts 0.5
scenario fine
  time by 1/8 year
`;

/** Neither claims nor history, ranges, levers or titles. */
export const bare = `system bare
time 0 to 10 by 1 day
stock pile : 1 starts 1 in growth
flow growth : 1/day = pile * 0.1
`;
