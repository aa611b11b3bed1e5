"""Alarms on metric math, which the emulator refuses: here they are on the first of their metrics, so that they are there."""
from ministack.services.cloudformation import provisioners

_record = provisioners._cw_metric_alarm_record


def install():
    _look_for_gap()
    provisioners._cw_metric_alarm_record = lambda name, properties: _record(name, _without_math(properties))


def _without_math(properties):
    if "Metrics" not in properties:
        return properties
    first = next(metric["MetricStat"] for metric in properties["Metrics"] if "MetricStat" in metric)
    rest = {key: value for key, value in properties.items() if key != "Metrics"}
    return {**rest, **first["Metric"], "Period": first["Period"], "Statistic": first["Stat"]}


def _look_for_gap():
    try:
        _record("probe", {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 0, "EvaluationPeriods": 1, "Metrics": [{}]})
    except ValueError as error:
        if "metric math" in str(error):
            return
    raise SystemExit("The emulator knows alarms on metric math now. Remove .ci/deployment/metric_math.py.")
