"""The metrics that come with zs, found by name in ``sql/metrics/``."""

from difflib import get_close_matches

from zhaoshang_cli.domain.metric import Metric, parse_metric
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.resources import folder


def metric_names() -> list[str]:
    """Return the name of every metric, sorted."""
    return sorted(path.stem for path in folder("sql").joinpath("metrics").glob("*.sql"))


def load_metric(name: str) -> Metric:
    """Read one metric.

    Raises:
        ZsError: ``metric-unknown`` or ``metric-malformed``.
    """
    path = folder("sql").joinpath("metrics", f"{name}.sql")
    if not path.is_file():
        near = get_close_matches(name, metric_names(), n=1)
        meant = f"是不是想用 {near[0]}" if near else "现有的见 sql/metrics/"
        raise ZsError("metric-unknown", f"没有叫“{name}”的指标查询", hint=meant)
    try:
        return parse_metric(path.read_text(encoding="utf-8"), name)
    except ValueError as error:
        raise ZsError(
            "metric-malformed",
            f"查询文件的头写得不对：{error}",
            Place(str(path)),
            "头里写 title、about、grain、key，以及 param、column、rate 各行",
        ) from error
