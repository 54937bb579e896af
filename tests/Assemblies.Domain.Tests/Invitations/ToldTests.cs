using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Tests.Invitations;

public sealed class ToldTests
{
    private static readonly LocalDate Day = new(2027, 3, 10);

    [TestCase(OrganisationKind.Member, MandateRole.Head, ExpectedResult = "open day1")]
    [TestCase(OrganisationKind.Member, MandateRole.Deputy, ExpectedResult = "open day1")]
    [TestCase(OrganisationKind.Member, MandateRole.Adviser, ExpectedResult = "")]
    [TestCase(OrganisationKind.Member, MandateRole.Observer, ExpectedResult = "")]
    [TestCase(OrganisationKind.Member, MandateRole.Contact, ExpectedResult = "")]
    [TestCase(OrganisationKind.Applicant, MandateRole.Head, ExpectedResult = "open")]
    [TestCase(OrganisationKind.AssociatedPartner, MandateRole.Contact, ExpectedResult = "open")]
    [TestCase(OrganisationKind.Commission, MandateRole.Observer, ExpectedResult = "open")]
    public string Who_is_told_of_what(OrganisationKind kind, MandateRole role) => Told(kind, role);

    [Test]
    public void An_adviser_whom_the_head_names_is_told_like_the_head() =>
        Assert.That(Told(OrganisationKind.Member, MandateRole.Adviser, named: true), Is.EqualTo("open day1"));

    [Test]
    public void A_mandate_that_does_not_hold_on_the_day_brings_nothing()
    {
        Assert.That(Told(OrganisationKind.Member, MandateRole.Head, until: Day.PlusDays(-1)), Is.Empty);
        Assert.That(Told(OrganisationKind.Member, MandateRole.Head, until: Day), Is.EqualTo("open day1"));
        Assert.That(Told(OrganisationKind.Member, MandateRole.Head, from: Day.PlusDays(1)), Is.Empty);
    }

    [Test]
    public void Nobody_is_told_of_a_cancelled_meeting()
    {
        var assembly = Spring();
        assembly.CancelMeeting(assembly.Meetings[0], Instant.FromUtc(2027, 1, 1, 0, 0), null, "No hall.");
        Assert.That(Keys(assembly, Roll(OrganisationKind.Commission, MandateRole.Observer)), Is.Empty);
    }

    private static string Told(
        OrganisationKind kind,
        MandateRole role,
        bool named = false,
        LocalDate? from = null,
        LocalDate? until = null
    ) => Keys(Spring(), Roll(kind, role) with { NamedByHead = named, From = from ?? new(2026, 1, 1), Until = until });

    private static string Keys(Assembly assembly, RollEntry of) =>
        string.Join(' ', Domain.Invitations.Told.Decide(of, assembly.Meetings, Day).Meetings.Select(m => m.Key));

    private static RollEntry Roll(OrganisationKind kind, MandateRole role) =>
        new(
            Id<Mandate>.New(),
            Id<Person>.New(),
            "Anna",
            "anna@example.org",
            "Europe/Brussels",
            Id<Organisation>.New(),
            "XX",
            "Some platform",
            kind,
            role,
            false,
            new(2026, 1, 1),
            null
        );

    private static Assembly Spring()
    {
        var assembly = new Assembly(
            "GA-2027-1",
            "Spring",
            Id<Organisation>.New(),
            new(null, null, "Ljubljana", "SI", 46, 14, "Europe/Ljubljana"),
            StepKind.Planned,
            Instant.FromUtc(2026, 1, 1, 0, 0),
            null
        );
        const Audience all = Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission;
        assembly.AddMeeting(
            new("open", "Open", false, all, MeetingFormat.OnSite, new(2027, 4, 21), new(13, 0), new(18, 0), null, null, null)
        );
        assembly.AddMeeting(
            new("day1", "Day 1", true, Audience.Members, MeetingFormat.OnSite, new(2027, 4, 22), new(9, 0), new(17, 0), null, null, null)
        );
        return assembly;
    }
}
