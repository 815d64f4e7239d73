"""Each sentence of the articles on the provinces' reform programmes, read off what ships, in both languages.

Phú Yên newspaper of 24 December 2021; portal of Vĩnh Phúc, October 2023; Sơn La newspaper, 2024; State Management
Review 2022 on Buôn Đôn; portal of Lai Châu 2021 on Than Uyên.
"""

import pytest

from provindex.analysis import programme
from provindex.catalog import programme_loader
from provindex.core.periods import Period
from provindex.core.translate import translator
from provindex.sentences import programme as said

PHU_YEN, VINH_PHUC, SON_LA, DAK_LAK, LAI_CHAU = "63:54", "63:26", "63:14", "63:66", "63:12"
BUON_DON, THAN_UYEN = "63:66.huyen_buon_don", "63:12.huyen_than_uyen"


@pytest.fixture(scope="module")
def shipped():
    return programme_loader.load()


def rows(shipped, province, scope=""):
    period = programme.periods(shipped, province, scope)[0]
    return programme.figures(shipped, province, scope, period), period


@pytest.mark.parametrize(
    ("province", "period", "vi", "en"),
    [
        pytest.param(
            PHU_YEN,
            "2021-01-01..2021-12-24",
            "Đến ngày 24/12/2021, nhiệm vụ do tỉnh giao: đã hoàn thành 54/54 (100%).",
            "By 24 Dec 2021, tasks assigned by the province: 54 of 54 done (100%).",
            id="Phú Yên, 54 of 54",
        ),
        pytest.param(
            VINH_PHUC,
            "2023-01-01..2023-09-30",
            "Đến ngày 30/09/2023, nhiệm vụ do tỉnh giao: đã hoàn thành 46/71 (64,7%), 25 đang thực hiện; "
            "nhiệm vụ do Chính phủ giao: đã hoàn thành 62/133 (46,6%), còn 71 chưa xong, "
            "nguồn không nêu bao nhiêu đang thực hiện, bao nhiêu quá hạn.",
            "By 30 Sept 2023, tasks assigned by the province: 46 of 71 done (64.7%), 25 under way; "
            "tasks assigned by the Government: 62 of 133 done (46.6%), 71 not done, "
            "of which it is not stated how many are overdue.",
            id="Vĩnh Phúc, 62 of 133 and 46 of 71",
        ),
        pytest.param(
            SON_LA,
            "2024-01-01..2024-03-15",
            "Đến ngày 15/03/2024, nhiệm vụ do tỉnh giao: kế hoạch có 41, nguồn không nêu đã hoàn thành bao nhiêu.",
            "By 15 Mar 2024, tasks assigned by the province: 41 in the plan, how many are done is not stated.",
            id="Sơn La, 41 tasks",
        ),
    ],
)
def test_how_far_the_plans_came(shipped, province, period, vi, en):
    figures, when = rows(shipped, province)
    assert str(when) == period
    found = programme.progress(shipped, figures, when)
    assert said.plans(found, when, translator("vi")) == vi
    assert said.plans(found, when, translator("en")) == en


@pytest.mark.parametrize(
    ("province", "scope", "level", "indicator", "vi", "en"),
    [
        (PHU_YEN, "", "province", "document_system_coverage", "100%", "100%"),
        (PHU_YEN, "", "province", "digital_signature", "100%", "100%"),
        (VINH_PHUC, "", "province", "on_time_settlement", "gần 94%", "nearly 94%"),
        (VINH_PHUC, "", "district", "on_time_settlement", "trên 96%", "above 96%"),
        (VINH_PHUC, "", "province", "online_dossiers", "55,2%", "55.2%"),
        (VINH_PHUC, "", "province", "digital_signature", "99,5%", "99.5%"),
        (VINH_PHUC, "", "district", "digital_signature", "99,8%", "99.8%"),
        (VINH_PHUC, "", "commune", "digital_signature", "99,1%", "99.1%"),
        (VINH_PHUC, "", "province", "eid_accounts", "111,94% (585.673 tài khoản)", "111.94% (585,673 accounts)"),
        (VINH_PHUC, "", "province", "legal_documents_issued", "49 văn bản", "49 documents"),
        (VINH_PHUC, "", "province", "procedures_revised", "86 thủ tục", "86 procedures"),
        (
            SON_LA,
            "",
            "province",
            "online_dossiers",
            "91,73% (36.606/39.907 hồ sơ)",
            "91.73% (36,606 of 39,907 dossiers)",
        ),
        (
            SON_LA,
            "",
            "province",
            "online_services_used",
            "80,53% (211/262 dịch vụ)",
            "80.53% (211 of 262 services)",
        ),
        (
            SON_LA,
            "",
            "province",
            "online_services_full",
            "92,79% (1.145/1.234 dịch vụ)",
            "92.79% (1,145 of 1,234 services)",
        ),
        (SON_LA, "", "province", "tasks_planned", "41 nhiệm vụ", "41 tasks"),
        (DAK_LAK, BUON_DON, "district", "procedures_public", "334 thủ tục", "334 procedures"),
        (DAK_LAK, BUON_DON, "district", "online_services_level_3_4", "66,07%", "66.07%"),
        (DAK_LAK, BUON_DON, "district", "satisfaction", "75%", "75%"),
        (DAK_LAK, BUON_DON, "district", "steering_documents", "50 văn bản", "50 documents"),
        (DAK_LAK, BUON_DON, "district", "procedures_to_amend", "29 thủ tục", "29 procedures"),
        (LAI_CHAU, THAN_UYEN, "district", "procedures_online", "379 thủ tục", "379 procedures"),
        (LAI_CHAU, THAN_UYEN, "district", "on_time_settlement", "gần 98%", "nearly 98%"),
        (LAI_CHAU, THAN_UYEN, "district", "services_upgraded_2_to_3", "30 dịch vụ", "30 services"),
        (LAI_CHAU, THAN_UYEN, "district", "services_upgraded_2_to_4", "127 dịch vụ", "127 services"),
        (LAI_CHAU, THAN_UYEN, "district", "services_upgraded_3_to_4", "7 dịch vụ", "7 services"),
    ],
    ids=lambda value: str(value) if value in ("province", "district", "commune") or "_" in str(value) else "",
)
def test_a_figure_reads_as_it_was_printed(shipped, province, scope, level, indicator, vi, en):
    figures, _ = rows(shipped, province, scope)
    (row,) = figures[(figures["level"] == level) & (figures["indicator"] == indicator)].to_dict("records")
    assert said.figure(row, shipped.indicators[indicator], translator("vi")) == vi
    assert said.figure(row, shipped.indicators[indicator], translator("en")) == en


def test_the_printed_and_the_computed_share_are_both_explained(shipped):
    figures, _ = rows(shipped, VINH_PHUC)
    (row,) = figures[figures["indicator"] == "tasks_done"].to_dict("records")
    assert said.difference(row, shipped.indicators["tasks_done"], translator("vi")) == (
        "Nguồn in 64,7%; tính từ 46/71 nhiệm vụ là 64,79%: con số in đã cắt bớt chữ số, không làm tròn."
    )
    assert said.difference(row, shipped.indicators["tasks_done"], translator("en")) == (
        "The source prints 64.7%; 46 of 71 tasks is 64.79%: the printed number is cut, not rounded."
    )


def test_the_printed_and_the_computed_share_stand_beside_the_bar(shipped):
    figures, when = rows(shipped, VINH_PHUC)
    ours, government = programme.progress(shipped, figures, when)
    assert said.share(ours, translator("vi")) == ("46/71 (nguồn in 64,7%, tính ra 64,79%), mục tiêu 100%")
    assert said.share(ours, translator("en")) == "46 of 71 (64.7% printed, 64.79% computed), target 100%"
    assert said.share(government, translator("en")) == "62 of 133 (46.6%)"


def test_no_other_percentage_differs_from_its_counts(shipped):
    computed = programme.with_computed(shipped.observations)
    told = computed[computed["agreement"].isin(["cut", "differs"])]
    assert told[["province", "indicator"]].to_numpy().tolist() == [[VINH_PHUC, "tasks_done"]]


@pytest.mark.parametrize(
    ("province", "vi"),
    [(VINH_PHUC, "Nguồn ghi “gần 94%”"), (VINH_PHUC, "Nguồn ghi “trên 96%”"), (LAI_CHAU, "Nguồn ghi “gần 98%”")],
)
def test_a_qualifier_is_kept_in_the_note(shipped, province, vi):
    notes = shipped.observations.loc[shipped.observations["province"] == province, "note_vi"].dropna()
    assert vi in notes.tolist()


def test_nothing_ships_beside_the_figures_of_the_articles(shipped):
    # 28 figures of the articles, and the 25 tasks under way that stand in the same sentence as the 46 of 71.
    assert len(shipped.observations) == 29
    days = {Period(row.start, row.end) for row in shipped.observations.itertuples()}
    assert {str(day) for day in days} == {
        "2020-01-01..2020-12-31",
        "2021-01-01..2021-12-24",
        "2022-01-01..2022-06-30",
        "2023-01-01..2023-09-30",
        "2024-01-01..2024-03-15",
        "2024-01-01..2024-12-31",
    }
