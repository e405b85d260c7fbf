import type { Language } from "./dialect.ts";

/**
 * What the manuals of the other languages list as functions: Vensim’s Reference Guide (Functions, summary list), section
 * 3.5 and 3.7.1 of XMILE 1.0, and the builtins of Stella that XMILE does not have. Each is a row here, or is said in
 * another way, or is not supported.
 */
export const documentedNames: Readonly<Record<Language, readonly string[]>> = {
  vensim: words(`
    A FUNCTION OF, ABS, ACTIVE INITIAL, ALLOCATE AVAILABLE, ALLOCATE BY PRIORITY, ALLOC P, ARCCOS, ARCSIN, ARCTAN, COS,
    COSH, CUMULATE, CUMULATEF, DELAY BATCH, DELAY CONVEYOR, DELAY FIXED, DELAY INFORMATION, DELAY MATERIAL, DELAY N,
    DELAY PROFILE, DELAY1, DELAY1I, DELAY3, DELAY3I, DELAYP, DEMAND AT PRICE, DEPRECIATE BY SCHEDULE,
    DEPRECIATE STRAIGHTLINE, DETERMINANT, ELMCOUNT, EXP, FIND MARKET PRICE, FIND ZERO, FORECAST, GAME, GAMMA LN,
    GET 123 CONSTANTS, GET 123 DATA, GET 123 LOOKUPS, GET DATA AT TIME, GET DATA BETWEEN TIMES, GET DATA FIRST TIME,
    GET DATA LAST TIME, GET DATA MAX, GET DATA MEAN, GET DATA MEDIAN, GET DATA MIN, GET DATA STDV, GET DATA TOTAL POINTS,
    GET DIRECT CONSTANTS, GET DIRECT DATA, GET DIRECT LOOKUPS, GET DIRECT SUBSCRIPT, GET ODBC CONSTANTS, GET ODBC DATA,
    GET ODBC LOOKUPS, GET TIME VALUE, GET VDF CONSTANTS, GET VDF DATA, GET VDF LOOKUPS, GET XLS CONSTANTS, GET XLS DATA,
    GET XLS LOOKUPS, GET XLS SUBSCRIPT, IF THEN ELSE, INITIAL, INTEG, INTEGER, INTERNAL RATE OF RETURN, INVERT MATRIX,
    LN, LOG, LOOKUP AREA, LOOKUP BACKWARD, LOOKUP EXTRAPOLATE, LOOKUP FORWARD, LOOKUP INVERT, LOOKUP SLOPE, MARKETP, MAX,
    MESSAGE, MIN, MODULO, NPV, NPVE, POWER, PROD, PULSE, PULSE TRAIN, QUANTUM, QUEUE AGE AVERAGE, QUEUE AGE IN RANGE,
    QUEUE AGE OLDEST, QUEUE ATTRIB AVERAGE, QUEUE ATTRIB IN RANGE, QUEUE ATTRIB MAX, QUEUE ATTRIB MIN,
    QUEUE ATTRIB QUANTITY, QUEUE FIFO, QUEUE FIFO ATTRIB, RAMP, RANDOM 0 1, RANDOM BETA, RANDOM BINOMIAL,
    RANDOM EXPONENTIAL, RANDOM GAMMA, RANDOM LOOKUP, RANDOM NEGATIVE BINOMIAL,
    RANDOM NORMAL, RANDOM PINK NOISE, RANDOM POISSON, RANDOM TRIANGULAR, RANDOM UNIFORM,
    RANDOM WEIBULL, REINITIAL, SAMPLE IF TRUE, SHIFT IF TRUE, SIMULTANEOUS, SIN, SINH, SMOOTH, SMOOTH N, SMOOTH3,
    SMOOTH3I, SMOOTHI, SQRT, STEP, SUM, SUPPLY AT PRICE, TABBED ARRAY, TAN, TANH, TIME BASE, TIME SHIFT, TREND,
    VECTOR ELM MAP, VECTOR LOOKUP, VECTOR RANK, VECTOR REORDER, VECTOR SELECT, VECTOR SORT ORDER, VMAX, VMIN,
    WITH LOOKUP, XIDZ, ZIDZ, external functions`),
  xmile: words(`
    ABS, ARCCOS, ARCSIN, ARCTAN, COS, EXP, INF, INT, LN, LOG10, MAX, MIN, PI, SIN, SQRT, TAN, EXPRND, LOGNORMAL, NORMAL,
    POISSON, RANDOM, DELAY, DELAY1, DELAY3, DELAYN, FORCST, SMTH1, SMTH3, SMTHN, TREND, PULSE, RAMP, STEP, DT, STARTTIME,
    STOPTIME, TIME, INIT, PREVIOUS, SELF, MEAN, RANK, SIZE, STDDEV, SUM`),
  stella: words(`
    AGECOUNT, ALLOCATE, ATTRCOUNT, ATTRMAX, ATTRMEAN, ATTRMIN, ATTRSTDDEV, BETA, BINOMIAL, CAP, CAPACITY, CGROWTH, CLOCKTIME,
    COMBINATIONS, COSH, COSWAVE, COUNTER, CTFLOW, CTMAX, CTMEAN, CTMIN, CTSTDDEV, CYCLETIME, DERIVN, ENDVAL, EXPBOUND,
    FACTORIAL, FV, GAMMA, GAMMALN, GEOMETRIC, HISTORY, INTERPOLATE, INVNORM, IRR, LOGISTIC, LOGISTICBOUND, LOGN,
    LOOKUP, LOOKUPAREA, LOOKUPINV, LOOKUPMEAN, LOOKUPSLOPE, MATRIXINVERT, MLPANN, MONTECARLO, NAN, NEGBINOMIAL, NORMALCDF, NPV,
    OSTATE, PARETO, PERCENT, PERMUTATIONS, PMT, PROCTIME, PROD, PV, QELEM, REWORK, ROOTN, ROUND, RUNCOUNT, SAFEDIV,
    SENSIRUNCOUNT, SIGN, SINH, SINWAVE, SSHAPE, SWITCH, TANH, THROUGHPUT, TRIANGULAR, UNIFORM, WEIBULL`),
};

/** What is no function here, but is said in the language itself. */
export const otherWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vensim: {
    "ACTIVE INITIAL": "`initially`, a clause of an auxiliary or flow",
    "DEPRECIATE BY SCHEDULE": "`sum(schedule[*] * paid_before(stream, period, began, back[*]))`",
    ELMCOUNT: "`size(DimA)`",
    GAME: "its argument: a lever is what a player moves",
    MESSAGE: "nothing: a run shows no boxes",
    "GET DIRECT CONSTANTS": '`const … from "FILE" sheet … at …`',
    "GET DIRECT DATA": '`data … from "FILE" sheet … along … at …`',
    "GET DIRECT LOOKUPS": '`graph … from "FILE" sheet … along … at …`',
    "GET DIRECT SUBSCRIPT": '`dim … from "FILE" sheet … at … to …`',
    "GET VDF CONSTANTS": '`const … from "FILE.vdf" column … at …`',
    "GET VDF DATA": '`data … from "FILE.vdf" column …`',
    "GET VDF LOOKUPS": '`graph … from "FILE.vdf" column …`',
    "GET XLS CONSTANTS": "as GET DIRECT CONSTANTS",
    "GET XLS DATA": "as GET DIRECT DATA",
    "GET XLS LOOKUPS": "as GET DIRECT LOOKUPS",
    "GET XLS SUBSCRIPT": "as GET DIRECT SUBSCRIPT",
    "IF THEN ELSE": "`if … then … else …`",
    INTEG: "`stock`, with flows",
    "SHIFT IF TRUE": "a flow into the stock that moves all of it on within a step",
    "TABBED ARRAY": "a `const` with a number for each element",
    "WITH LOOKUP": "a `graph` of its own, called",
  },
  xmile: {
    DT: "`dt`",
    STARTTIME: "`start_time`",
    STOPTIME: "`stop_time`",
    TIME: "`time`",
    SELF: "`previous` of the variable itself",
  },
  stella: {
    AGECOUNT: "`content_aged(belt, from, to)`",
    CTFLOW: "`stamped_flow(flow)`",
    CYCLETIME: "`cycle_time(flow)`",
    CAPACITY: "`capacity_of(x)`",
    CAP: "`capacity_of(x)`",
    OSTATE: "`oven_state(x)`",
    PROCTIME: "`transit_of(x)`",
    QELEM: "`content_item(line, n)`",
  },
};

const attributes = "asks for attributes that Stella gives to what flows; XMILE has none";

/** What Hence does not have, and why. */
export const unsupported: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  vensim: {
    "A FUNCTION OF": "an equation that is still to be written; it is refused",
    "GET 123 CONSTANTS": "needs Lotus 1-2-3 on Windows",
    "GET 123 DATA": "needs Lotus 1-2-3 on Windows",
    "GET 123 LOOKUPS": "needs Lotus 1-2-3 on Windows",
    "GET ODBC CONSTANTS": "needs a database through ODBC",
    "GET ODBC DATA": "needs a database through ODBC",
    "GET ODBC LOOKUPS": "needs a database through ODBC",
    "external functions": "need libraries for Windows that a company has written",
  },
  xmile: {},
  stella: {
    ATTRCOUNT: attributes,
    ATTRMAX: attributes,
    ATTRMEAN: attributes,
    ATTRMIN: attributes,
    ATTRSTDDEV: attributes,
    CLOCKTIME: "reads the computer’s clock: no run could be had again",
    MLPANN: "a neural network of Stella’s own",
    SENSIRUNCOUNT: "counts the runs of Stella’s own analysis of sensitivity",
  },
};

function words(list: string): readonly string[] {
  return list.split(",").map((word) => word.trim());
}
