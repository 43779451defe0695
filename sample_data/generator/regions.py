"""The counties and zones of the city and its peers in the province, with their invented sizes."""

from dataclasses import dataclass

CITY = "410400"
CITY_NAME = "平顶山市"


@dataclass(frozen=True, slots=True)
class County:
    """A county-level unit that sends a return every month."""

    code: str
    name: str
    weight: int
    """Its part of 实际到位省外资金, in thousandths."""
    fdi_weight: int
    """Its part of 实际使用外资, in thousandths."""
    arrival: int
    """到位 ÷ 合同 in per cent, about."""
    projects: int
    """新签约项目数 of a year up to November, about."""
    grain: int
    """Its smallest step of money, in hundredths: 100 reports whole units only."""
    oos_targets: tuple[int, int]
    """市定 targets of 2021 and 2022, 万元."""
    fdi_targets: tuple[int, int]
    """市定 targets of 2021 (old scope) and 2022 (new scope), 万美元."""


COUNTIES = (
    County("410402", "新华区", 60, 30, 54, 28, 1, (380000, 400000), (2200, 150)),
    County("410403", "卫东区", 65, 30, 50, 33, 1, (420000, 440000), (2300, 160)),
    County("410404", "石龙区", 30, 0, 47, 14, 100, (196000, 205000), (300, 30)),
    County("410411", "湛河区", 60, 20, 52, 27, 100, (385000, 405000), (1600, 100)),
    County("410421", "宝丰县", 120, 170, 57, 46, 1, (776000, 815000), (13000, 820)),
    County("410422", "叶县", 115, 170, 55, 44, 100, (742000, 780000), (13000, 830)),
    County("410423", "鲁山县", 85, 50, 49, 35, 100, (548000, 575000), (3900, 260)),
    County("410425", "郏县", 90, 90, 51, 36, 100, (581000, 610000), (6900, 440)),
    County("410481", "舞钢市", 95, 100, 53, 37, 1, (614000, 645000), (7600, 480)),
    County("410482", "汝州市", 145, 200, 56, 52, 1, (938000, 985000), (15000, 980)),
    County(
        "410471", "平顶山高新技术产业开发区", 85, 140, 58, 34, 1, (548000, 575000), (10800, 670)
    ),
    County("410472", "平顶山市城乡一体化示范区", 50, 0, 48, 22, 100, (324000, 340000), (400, 50)),
)


@dataclass(frozen=True, slots=True)
class City:
    """A city of the province, as the provincial table knows it."""

    code: str
    name: str
    oos_target: int
    """省定 target of 2022, 万元."""
    oos_progress: int
    """Completion in November 2022, in thousandths."""
    fdi_target: int
    """省定 target of 2022 on the new scope, 万美元."""
    fdi_progress: int
    """Completion in November 2022, in thousandths."""


CITIES = (
    City("410100", "郑州市", 11260000, 913, 21500, 1042),
    City("410200", "开封市", 6480000, 897, 3900, 873),
    City("410300", "洛阳市", 8950000, 931, 9800, 1187),
    City(CITY, CITY_NAME, 6585000, 923, 4664, 1191),
    City("410500", "安阳市", 5720000, 884, 3300, 902),
    City("410600", "鹤壁市", 3610000, 946, 2900, 1104),
    City("410700", "新乡市", 7160000, 905, 4800, 961),
    City("410800", "焦作市", 6240000, 902, 3600, 937),
    City("410900", "濮阳市", 4160000, 902, 2700, 889),
    City("411000", "许昌市", 6020000, 917, 4200, 1284),
    City("411100", "漯河市", 4350000, 921, 4500, 1073),
    City("411200", "三门峡市", 4480000, 889, 4100, 915),
    City("411300", "南阳市", 7530000, 878, 3700, 846),
    City("411400", "商丘市", 6890000, 869, 2600, 858),
    City("411500", "信阳市", 4310000, 911, 3100, 1016),
    City("411600", "周口市", 6650000, 858, 2500, 824),
    City("411700", "驻马店市", 5540000, 894, 2800, 978),
    City("419001", "济源示范区", 2580000, 908, 1900, 1129),
)

TIED_CITIES = ("410800", "410900")
"""Two cities whose completion of 省外资金 is equal in November 2022, from different amounts."""
