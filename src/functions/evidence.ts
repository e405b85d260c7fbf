import type { Language } from "./dialect.ts";

/** The cases of the corpus that call a function and are met, found by test/functions.evidence.test.ts. */
export const corpusEvidence: Readonly<
  Record<string, { readonly [language in Language]?: readonly string[] }>
> = {
  "abs(1)": {
    vensim: [
      "sdeverywhere/same_family_179/same_family_179.mdl",
      "test-models/tests/abs/test_abs.mdl",
      "test-models/tests/function_capitalization/test_function_capitalization.mdl",
      "test-models/tests/reality_checks/test_reality_checks.mdl",
    ],
    xmile: [
      "test-models/tests/abs/test_abs.stmx",
      "test-models/tests/abs/test_abs.xmile",
      "test-models/tests/function_capitalization/test_function_capitalization.stmx",
      "test-models/tests/function_capitalization/test_function_capitalization.xmile",
    ],
  },
  "allocate_among(5)": { stella: ["sdeverywhere/allocate/allocate.stmx"] },
  "allocate_by_priority(5)": {
    vensim: ["test-models/tests/allocate_by_priority/test_allocate_by_priority.mdl"],
  },
  "arccos(1)": {
    vensim: ["sdeverywhere/trig/trig.mdl", "test-models/tests/trig/test_trig.mdl"],
    xmile: ["test-models/tests/trig/test_trig.stmx", "test-models/tests/trig/test_trig.xmile"],
  },
  "arcsin(1)": {
    vensim: ["sdeverywhere/trig/trig.mdl", "test-models/tests/trig/test_trig.mdl"],
    xmile: ["test-models/tests/trig/test_trig.stmx", "test-models/tests/trig/test_trig.xmile"],
  },
  "arctan(1)": {
    vensim: ["sdeverywhere/trig/trig.mdl", "test-models/tests/trig/test_trig.mdl"],
    xmile: ["test-models/tests/trig/test_trig.stmx", "test-models/tests/trig/test_trig.xmile"],
  },
  "cos(1)": {
    vensim: [
      "sdeverywhere/trig/trig.mdl",
      "test-models/tests/data_from_other_model/model_to_generate_data.mdl",
      "test-models/tests/euler_step_vs_saveper/test_euler_step_vs_saveper.mdl",
      "test-models/tests/get_lookups_subscripted_args/test_get_lookups_subscripted_args.mdl",
      "test-models/tests/trig/test_trig.mdl",
    ],
    xmile: [
      "test-models/tests/pi/test_pi.xmile",
      "test-models/tests/trig/test_trig.stmx",
      "test-models/tests/trig/test_trig.xmile",
    ],
  },
  "delay1(2)": {
    vensim: [
      "sdeverywhere/delay/delay.mdl",
      "test-models/tests/delay_parentheses/test_delay_parentheses.mdl",
      "test-models/tests/delays/test_delays.mdl",
    ],
    xmile: ["sdeverywhere/delay/delay.stmx"],
  },
  "delay1(3)": {
    vensim: ["sdeverywhere/delay/delay.mdl", "test-models/tests/delays/test_delays.mdl"],
    xmile: ["sdeverywhere/delay/delay.stmx"],
  },
  "delay3(2)": {
    vensim: [
      "sdeverywhere/delay/delay.mdl",
      "simlin/metasd/WRLD3-03/wrld3-03.mdl",
      "test-models/tests/delays/test_delays.mdl",
    ],
    xmile: [
      "sdeverywhere/delay/delay.stmx",
      "simlin/delays/model.xmile",
      "simlin/test-models/tests/delays2/delays.xmile",
    ],
  },
  "delay3(3)": {
    vensim: ["sdeverywhere/delay/delay.mdl", "test-models/tests/delays/test_delays.mdl"],
    xmile: ["sdeverywhere/delay/delay.stmx"],
  },
  "delay_fixed(2)": { xmile: ["test-models/tests/delay_xmile/test_delay_xmile.xmile"] },
  "delay_fixed(3)": {
    vensim: [
      "sdeverywhere/delayfixed2/delayfixed2.mdl",
      "test-models/tests/delay_fixed/test_delay_fixed.mdl",
      "test-models/tests/forecast/test_forecast.mdl",
    ],
    xmile: [
      "sdeverywhere/delayfixed2/delayfixed2.stmx",
      "test-models/tests/delay_xmile/test_delay_xmile.xmile",
    ],
  },
  "delay_n(4)": { vensim: ["test-models/tests/delays/test_delays.mdl"] },
  "depreciate_straightline(4)": { vensim: ["sdeverywhere/depreciate/depreciate.mdl"] },
  "exp(1)": {
    vensim: [
      "simlin/test-models/tests/macro_clearn_ramp_from_to/test_macro_clearn_ramp_from_to.mdl",
      "test-models/tests/exp/test_exp.mdl",
      "test-models/tests/sample_if_true/test_sample_if_true.mdl",
    ],
    xmile: ["test-models/tests/exp/test_exp.stmx", "test-models/tests/exp/test_exp.xmile"],
  },
  "forecast(4)": { vensim: ["test-models/tests/forecast/test_forecast.mdl"] },
  "get_data_between_times(3)": { vensim: ["sdeverywhere/getdata/getdata.mdl"] },
  "get_time_value(7)": { vensim: ["test-models/tests/get_time_value/test_get_time_value_simple.mdl"] },
  "init(1)": {
    vensim: [
      "sdeverywhere/getdata/getdata.mdl",
      "sdeverywhere/same_family_179/same_family_179.mdl",
      "test-models/tests/initial_function/test_initial.mdl",
    ],
    xmile: [
      "simlin/builtin_init/builtin_init.stmx",
      "test-models/tests/initial_function/test_initial.stmx",
      "test-models/tests/initial_function/test_initial.xmile",
    ],
  },
  "int(1)": {
    xmile: [
      "sdeverywhere/allocate/allocate.stmx",
      "simlin/test-models/tests/builtin_int/builtin_int.stmx",
      "simlin/test-models/tests/builtin_int/builtin_int.xmile",
    ],
  },
  "invert_matrix(2)": { vensim: ["test-models/tests/invert_matrix/test_invert_matrix.mdl"] },
  "ln(1)": {
    vensim: ["simlin/test-models/tests/macro_clearn_ramp_from_to/test_macro_clearn_ramp_from_to.mdl"],
    xmile: ["test-models/tests/log/test_log.stmx", "test-models/tests/log/test_log.xmile"],
  },
  "log(2)": { vensim: ["simlin/metasd/WRLD3-03/wrld3-03.mdl", "test-models/tests/log/test_log.mdl"] },
  "lookup_backward(2)": { vensim: ["sdeverywhere/lookup/lookup.mdl"] },
  "lookup_forward(2)": {
    vensim: ["sdeverywhere/directlookups/directlookups.mdl", "sdeverywhere/lookup/lookup.mdl"],
  },
  "lookup_invert(2)": { vensim: ["sdeverywhere/directlookups/directlookups.mdl"] },
  "max(1)": {
    vensim: [
      "sdeverywhere/vector/vector.mdl",
      "test-models/tests/reality_checks/test_reality_checks.mdl",
      "test-models/tests/subscript_aggregation/test_subscript_aggregation.mdl",
    ],
  },
  "max(2)": {
    vensim: [
      "sdeverywhere/getdata/getdata.mdl",
      "simlin/metasd/WRLD3-03/wrld3-03.mdl",
      "simlin/test-models/tests/macro_clearn_ramp_from_to/test_macro_clearn_ramp_from_to.mdl",
      "simlin/test-models/tests/macro_clearn_sshape/test_macro_clearn_sshape.mdl",
      "simlin/test-models/tests/macro_multi_output/test_macro_multi_output.mdl",
      "test-models/tests/builtin_max/builtin_max.mdl",
      "test-models/tests/except/test_except.mdl",
    ],
    xmile: [
      "test-models/tests/builtin_max/builtin_max.stmx",
      "test-models/tests/builtin_max/builtin_max.xmile",
    ],
  },
  "mean(1)": {
    xmile: [
      "simlin/array_multi_source/array_multi_source.xmile",
      "simlin/array_sum_simple/array_sum_simple.xmile",
    ],
  },
  "min(1)": {
    vensim: [
      "sdeverywhere/vector/vector.mdl",
      "test-models/tests/subscript_aggregation/test_subscript_aggregation.mdl",
    ],
  },
  "min(2)": {
    vensim: [
      "sdeverywhere/getdata/getdata.mdl",
      "simlin/metasd/WRLD3-03/wrld3-03.mdl",
      "simlin/test-models/tests/macro_clearn_sshape/test_macro_clearn_sshape.mdl",
      "simlin/test-models/tests/macro_multi_output/test_macro_multi_output.mdl",
    ],
  },
  "modulo(2)": { vensim: ["test-models/tests/rounding/test_rounding.mdl"] },
  "na(0)": {
    vensim: [
      "sdeverywhere/sumif/sumif.mdl",
      "sdeverywhere/vector/vector.mdl",
      "simlin/test-models/tests/macro_clearn_ramp_from_to/test_macro_clearn_ramp_from_to.mdl",
      "test-models/tests/na/test_na.mdl",
    ],
  },
  "nan(0)": { xmile: ["sdeverywhere/arrays/arrays.stmx"] },
  "npv(4)": { vensim: ["sdeverywhere/npv/npv.mdl"] },
  "pi(0)": { xmile: ["simlin/previous/model.stmx", "test-models/tests/pi/test_pi.xmile"] },
  "power(2)": { vensim: ["sdeverywhere/power/power.mdl"] },
  "previous(2)": { xmile: ["simlin/previous/model.stmx"] },
  "product(1)": { vensim: ["test-models/tests/subscript_aggregation/test_subscript_aggregation.mdl"] },
  "pulse_train(4)": {
    vensim: ["sdeverywhere/pulsetrain/pulsetrain.mdl", "test-models/tests/input_functions/test_inputs.mdl"],
  },
  "quantum(2)": { vensim: ["sdeverywhere/quantum/quantum.mdl"] },
  "ramp(3)": {
    vensim: [
      "simlin/test-models/tests/macro_clearn_ramp_from_to/test_macro_clearn_ramp_from_to.mdl",
      "test-models/tests/forecast/test_forecast.mdl",
      "test-models/tests/input_functions/test_inputs.mdl",
      "test-models/tests/subscripted_ramp_step/test_subscripted_ramp_step.mdl",
    ],
    xmile: ["simlin/previous/model.stmx"],
  },
  "safediv(3)": {
    stella: ["test-models/tests/xidz_zidz/xidz_zidz.stmx", "test-models/tests/xidz_zidz/xidz_zidz.xmile"],
  },
  "sample_if_true(3)": {
    vensim: [
      "test-models/tests/reality_checks/test_reality_checks.mdl",
      "test-models/tests/sample_if_true/test_sample_if_true.mdl",
    ],
  },
  "sin(1)": {
    vensim: [
      "sdeverywhere/trig/trig.mdl",
      "test-models/tests/data_from_other_model/model_to_generate_data.mdl",
      "test-models/tests/delay_fixed/test_delay_fixed.mdl",
      "test-models/tests/except/test_except.mdl",
      "test-models/tests/forecast/test_forecast.mdl",
      "test-models/tests/get_lookups_subscripted_args/test_get_lookups_subscripted_args.mdl",
      "test-models/tests/lookups_with_expr/test_lookups_with_expr.mdl",
      "test-models/tests/sample_if_true/test_sample_if_true.mdl",
      "test-models/tests/trend/test_trend.mdl",
      "test-models/tests/trig/test_trig.mdl",
    ],
    xmile: [
      "test-models/tests/pi/test_pi.xmile",
      "test-models/tests/trig/test_trig.stmx",
      "test-models/tests/trig/test_trig.xmile",
    ],
  },
  "size(1)": {
    vensim: [
      "test-models/tests/allocate_by_priority/test_allocate_by_priority.mdl",
      "test-models/tests/elm_count/test_elm_count.mdl",
      "test-models/tests/subscript_definition/test_subscript_definition.mdl",
    ],
    xmile: ["simlin/array_sum_simple/array_sum_simple.xmile"],
  },
  "smooth(2)": {
    vensim: [
      "sdeverywhere/smooth/smooth.mdl",
      "simlin/metasd/WRLD3-03/wrld3-03.mdl",
      "test-models/tests/smooth/test_smooth.mdl",
    ],
  },
  "smooth(3)": {
    vensim: ["simlin/metasd/WRLD3-03/wrld3-03.mdl", "test-models/tests/smooth/test_smooth.mdl"],
  },
  "smooth3(2)": {
    vensim: [
      "sdeverywhere/smooth/smooth.mdl",
      "simlin/metasd/WRLD3-03/wrld3-03.mdl",
      "test-models/tests/smooth/test_smooth.mdl",
    ],
    xmile: ["simlin/delays/model.xmile", "simlin/test-models/tests/delays2/delays.xmile"],
  },
  "smooth3(3)": { vensim: ["sdeverywhere/smooth/smooth.mdl", "test-models/tests/smooth/test_smooth.mdl"] },
  "smooth_n(4)": { vensim: ["test-models/tests/smooth/test_smooth.mdl"] },
  "step(2)": { xmile: ["sdeverywhere/active_initial/active_initial.stmx", "sdeverywhere/delay/delay.stmx"] },
  "sum(1)": {
    vensim: [
      "sdeverywhere/arrays/arrays.mdl",
      "sdeverywhere/except/except.mdl",
      "sdeverywhere/extdata/extdata.mdl",
      "sdeverywhere/longeqns/longeqns.mdl",
      "sdeverywhere/sum/sum.mdl",
      "sdeverywhere/sumif/sumif.mdl",
      "sdeverywhere/vector/vector.mdl",
      "simlin/sdeverywhere/models/arrays_cname/arrays_cname.mdl",
      "test-models/tests/subscript_aggregation/test_subscript_aggregation.mdl",
      "test-models/tests/subscript_transposition/test_subscript_transposition.mdl",
    ],
    xmile: [
      "sdeverywhere/allocate/allocate.stmx",
      "sdeverywhere/arrays/arrays.stmx",
      "simlin/array_multi_source/array_multi_source.xmile",
      "simlin/array_sum_simple/array_sum_simple.xmile",
    ],
  },
  "tan(1)": {
    vensim: ["sdeverywhere/trig/trig.mdl", "test-models/tests/trig/test_trig.mdl"],
    xmile: ["test-models/tests/trig/test_trig.stmx", "test-models/tests/trig/test_trig.xmile"],
  },
  "trend(3)": {
    vensim: ["test-models/tests/trend/test_trend.mdl"],
    xmile: ["simlin/delays/model.xmile", "simlin/test-models/tests/delays2/delays.xmile"],
  },
  "truncate(1)": { vensim: ["test-models/tests/rounding/test_rounding.mdl"] },
  "vector_elm_map(2)": { vensim: ["sdeverywhere/vector/vector.mdl"] },
  "vector_rank(2)": { vensim: ["test-models/tests/vector_order/test_vector_order.mdl"] },
  "vector_reorder(2)": { vensim: ["test-models/tests/vector_order/test_vector_order.mdl"] },
  "vector_select(5)": {
    vensim: [
      "sdeverywhere/extdata/extdata.mdl",
      "sdeverywhere/vector/vector.mdl",
      "test-models/tests/vector_select/test_vector_select.mdl",
    ],
  },
  "vector_sort_order(2)": {
    vensim: ["sdeverywhere/vector/vector.mdl", "test-models/tests/vector_order/test_vector_order.mdl"],
  },
  "vensim_gamma_ln(1)": { vensim: ["sdeverywhere/gamma_ln/gamma_ln.mdl"] },
  "vensim_pulse(2)": {
    vensim: [
      "sdeverywhere/npv/npv.mdl",
      "sdeverywhere/smooth/smooth.mdl",
      "test-models/tests/input_functions/test_inputs.mdl",
    ],
  },
  "vensim_step(2)": {
    vensim: [
      "sdeverywhere/active_initial/active_initial.mdl",
      "sdeverywhere/delay/delay.mdl",
      "sdeverywhere/npv/npv.mdl",
      "test-models/tests/delay_parentheses/test_delay_parentheses.mdl",
      "test-models/tests/delays/test_delays.mdl",
      "test-models/tests/forecast/test_forecast.mdl",
      "test-models/tests/input_functions/test_inputs.mdl",
      "test-models/tests/smooth/test_smooth.mdl",
      "test-models/tests/subscripted_ramp_step/test_subscripted_ramp_step.mdl",
    ],
  },
  "xidz(3)": { vensim: ["test-models/tests/xidz_zidz/xidz_zidz.mdl"] },
  "xmile_pulse(3)": {
    xmile: [
      "simlin/modules_hares_and_foxes/modules_hares_and_foxes.stmx",
      "test-models/samples/bpowers-hares_and_lynxes_modules/model.stmx",
      "test-models/samples/bpowers-hares_and_lynxes_modules/model.xmile",
      "test-models/samples/bpowers-hares_and_lynxes_modules/model_legacy.stmx",
    ],
  },
  "zidz(2)": { vensim: ["sdeverywhere/sumif/sumif.mdl", "test-models/tests/xidz_zidz/xidz_zidz.mdl"] },
};
