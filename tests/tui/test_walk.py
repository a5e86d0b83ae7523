from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widgets import Button

from fargate_doctor.tui.drawing.summary import verdict
from fargate_doctor.tui.itinerary import END, START
from fargate_doctor.tui.screens.fixes import FixesScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.widgets.step_tree import StepTree
from fargate_doctor.tui.widgets.step_view import StepView
from tests.tui.acting import SMALL, app_in, settle
from tests.tui.diagnoses import HOSTILE, consultation, diagnosis, evidence, step
from tests.tui.pictures import words_of
from tests.tui.scenes import built_in

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from fargate_doctor.tui.app import DoctorApp

WALKED = [
    "stop.reason",
    "eni.created",
    "carrier.traffic",
    "needs.known",
    "dns.support",
    "dns.servers",
    "sg.egress",
    "route.to-all",
    "dhcp.change",
    "eni.managed",
]


async def _walking(pilot: Pilot[None], **changes: object) -> WalkScreen:
    screen = WalkScreen(consultation(**changes))
    await pilot.app.push_screen(screen)
    await settle(pilot)
    return screen


def _current(app: DoctorApp) -> str:
    return app.screen.query_one(StepTree).current


async def test_the_walk_goes_from_the_task_to_the_fixes_with_enter_alone() -> None:
    """Enter goes from question to question, past what is folded, and at the end to the fixes."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _walking(pilot)
        visited = [_current(app)]
        while not isinstance(app.screen, FixesScreen):
            await pilot.press("enter")
            await pilot.pause()
            if isinstance(app.screen, WalkScreen):
                visited.append(_current(app))

        assert visited == [START, *WALKED, END]


async def test_the_arrows_go_forward_and_back() -> None:
    """Right and left do what next and previous say."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _walking(pilot)
        await pilot.press("right", "right", "right", "left")

        assert _current(app) == WALKED[1]


async def test_a_question_shows_its_answer_its_proof_and_what_follows() -> None:
    """Question, verdict, finding, quotation, the other answer and the next question all stand there."""
    app = app_in()
    async with app.run_test(size=(120, 60)) as pilot:
        await _walking(pilot)
        await pilot.press("f")
        await pilot.pause()
        shown = words_of(app)

        assert "Does a route lead to every destination" in shown
        assert "✗ fail" in shown
        assert "root cause · certain · route.none" in shown
        assert 'Routes[0].DestinationCidrBlock = "10.0.0.0/16"' in shown
        assert "ec2:DescribeRouteTables · rtb-0a1b2c3d4e5f60718" in shown
        assert "observed · 2026-11-20 09:20:41 UTC" in shown
        assert "Otherwise" in shown
        assert "→ Is it in order: DHCP change?" in shown


async def test_the_failure_key_goes_to_what_is_grave() -> None:
    """It passes what merely fails without a grave finding."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _walking(pilot)
        await pilot.press("f")
        await pilot.pause()

        assert _current(app) == "route.to-all"


async def test_folded_questions_unfold_and_fold_again() -> None:
    """What does not matter here is behind one line with its reason, and comes out on demand."""
    app = app_in()
    async with app.run_test(size=(120, 40)) as pilot:
        await _walking(pilot)
        tree = app.screen.query_one(StepTree)
        tree.go_to("fold:way")
        await pilot.pause()
        reason = words_of(app)
        await pilot.press("z")
        tree.go_to("nat.available")
        await pilot.pause()
        unfolded = _current(app)
        await pilot.press("z")
        await pilot.pause()

        assert "No way goes through one." in reason
        assert unfolded == "nat.available"
        assert "NAT gateways" not in words_of(app)


async def test_an_unknown_question_is_answered_kept_and_undone() -> None:
    """The user's answer becomes a statement in the case, everything is asked again, and u takes it back."""
    app = app_in()
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await _walking(pilot)
        screen.query_one(StepTree).go_to("dns.servers")
        await pilot.pause()
        await pilot.press("1")
        await settle(pilot)
        stated = screen.consultation.case.statements
        step_now = screen.consultation.diagnosis.step("dns.servers")
        shown = words_of(app)
        await pilot.press("u")
        await settle(pilot)

        assert [(each.question, each.answer, each.at) for each in stated] == [
            ("dns.custom-servers", "yes", "2026-11-20T09:14:02Z")
        ]
        assert step_now
        assert step_now.verdict == "pass"
        assert "You answered: Yes" in shown
        assert screen.consultation.case.statements == ()
        assert _current(app) == "dns.servers"


async def test_a_choice_can_be_clicked() -> None:
    """Each choice is also a button."""
    app = app_in()
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await _walking(pilot)
        screen.query_one(StepTree).go_to("dns.servers")
        await pilot.pause()
        await pilot.click(screen.query(Button)[1])
        await settle(pilot)

        assert screen.consultation.case.statements[0].answer == "no"


async def test_space_reads_on_before_it_goes_on() -> None:
    """A question longer than its place is scrolled first."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        screen = await _walking(pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("space")
        scrolled = screen.query_one(StepView).scroll_offset.y
        while _current(app) == "route.to-all":
            await pilot.press("space")
            await pilot.pause()

        assert scrolled > 0
        assert _current(app) == "dhcp.change"


async def test_the_mouse_walks_too() -> None:
    """A click in the tree shows that place, a click on a key does what the key does."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _walking(pilot)
        await pilot.click(StepTree, offset=(5, 2))
        await pilot.pause()
        clicked = _current(app)
        await pilot.click("KeyBar", offset=(3, 0))
        await pilot.pause()

        assert clicked == "stop.reason"
        assert _current(app) == "eni.created"


async def test_the_question_is_copied_with_its_evidence() -> None:
    """The copy key puts all of the question on the clipboard."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _walking(pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()

        assert "ec2:DescribeRouteTables · rtb-0a1b2c3d4e5f60718" in app.clipboard


async def test_what_aws_said_is_inert() -> None:
    """Markup, escape sequences and direction controls are shown as what they are."""
    app = app_in()
    hostile = step("hostile", "stop", "fail", evidence=(evidence("Tags[0].Value", HOSTILE),))
    async with app.run_test(size=LARGE_ENOUGH) as pilot:
        await _walking(pilot, steps=(hostile,))
        await pilot.press("enter")
        await pilot.pause()
        shown = words_of(app)

        assert "[bold red]not markup[/]" in shown
        assert "␛]52;c;ZXZpbA==␇" in shown
        assert "\\u202eesrever" in shown
        assert "[@click=app.quit]click[/]" in shown


async def test_nothing_grave_still_walks() -> None:
    """Where nothing fails the failure key says so and stays."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _walking(pilot, steps=(step("stop.reason", "stop"),), findings=(), status="no_problem_found")
        await pilot.press("f")
        await pilot.pause()

        assert _current(app) == START
        assert "no problem found" in words_of(app)


async def test_where_nothing_grave_was_found_the_failure_key_goes_to_the_question_for_the_user() -> None:
    """The end says so, and f leads to the question with its choices in sight."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        screen = WalkScreen(built_in("through-the-data-center"))
        await app.push_screen(screen)
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        end = " ".join(words_of(app).split())
        await pilot.press("f")
        await settle(pilot)
        asked = screen.consultation.diagnosis.step(_current(app))
        shown = words_of(app)

        assert "f goes to" in end
        assert asked
        assert asked.asks
        assert asked.verdict == "unknown"
        assert all(f"{number} {label.en}" in shown for number, (_, label) in enumerate(asked.asks.choices, 1))


LARGE_ENOUGH = (140, 40)


def test_statements_replace_each_other() -> None:
    """A second answer to the same question takes the place of the first."""
    first = consultation().with_answer("dns.custom-servers", "yes", "2026-11-20T09:14:02Z")
    second = first.with_answer("dns.custom-servers", "no", "2026-11-20T09:15:02Z")

    assert [each.answer for each in second.case.statements] == ["no"]
    assert second.diagnosis.status == diagnosis("no").status


def test_the_end_says_what_there_is_to_do() -> None:
    """Two causes are two, and where all is well nothing is to be fixed."""
    one = diagnosis()
    two = replace(one, findings=(one.findings[0], replace(one.findings[0], id="sg.egress-blocked")))
    well = replace(one, status="no_problem_found", findings=())

    assert "A root cause was found." in verdict(one, "en", "Enter").plain
    assert "2 root causes were found." in verdict(two, "en", "Enter").plain
    assert "Press Enter for what to change." in verdict(two, "en", "Enter").plain
    assert "There is nothing to fix." in verdict(well, "en", "Enter").plain
