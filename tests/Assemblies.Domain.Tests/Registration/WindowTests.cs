using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Registration;

/// <summary>Deadlines of the defaults for a first day of 22 April 2027: registration 8 April, changes 20 April, 23:59 in Brussels.</summary>
public sealed class WindowTests
{
    private static readonly DeadlineList Deadlines = DeadlineList.Of(new RulesOfProcedure(), new(2027, 4, 22), new(2027, 4, 23));
    private static readonly Instant Registration = Instant.FromUtc(2027, 4, 8, 22, 0);
    private static readonly Instant Changes = Instant.FromUtc(2027, 4, 20, 22, 0);

    private readonly Id<Organisation> finland = Id<Organisation>.New();
    private readonly Id<Person> anna = Id<Person>.New();
    private readonly Id<Person> pekka = Id<Person>.New();

    [Test]
    public void The_last_second_of_the_last_day_is_in_time_and_the_next_one_is_not()
    {
        var second = Duration.FromSeconds(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(Registration - second).RefusesNew(finland, anna), Is.Null);
            Assert.That(At(Registration).RefusesNew(finland, anna), Is.EqualTo(RegistrationDomainErrors.Closed));
            Assert.That(At(Changes - second).RefusesChange(finland, anna), Is.Null);
            Assert.That(At(Changes).RefusesChange(finland, anna), Is.EqualTo(RegistrationDomainErrors.ChangesClosed));
        }
    }

    [TestCase(AssemblyState.Planned)]
    [TestCase(AssemblyState.Postponed)]
    [TestCase(AssemblyState.Cancelled)]
    [TestCase(AssemblyState.Adjourned)]
    public void It_is_open_only_as_long_as_the_assembly_is_convened(AssemblyState state)
    {
        var window = new RegistrationWindow(state, Deadlines, [], Registration - Duration.FromDays(1));
        Assert.That(
            (window.RefusesNew(finland, anna), window.RefusesChange(finland, anna)),
            Is.EqualTo((RegistrationDomainErrors.NotOpen, RegistrationDomainErrors.NotOpen))
        );
    }

    [Test]
    public void An_exception_lets_its_organisation_through_until_the_end_of_its_day_and_marks_what_is_late()
    {
        var exception = Until(new(2027, 4, 10), finland, null);
        var (friday, end) = (Registration + Duration.FromDays(1), Instant.FromUtc(2027, 4, 10, 22, 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(friday, exception).RefusesNew(finland, anna), Is.Null);
            Assert.That(At(friday, exception).IsLate(DeadlineKind.Registration), Is.True);
            Assert.That(At(friday, exception).RefusesNew(Id<Organisation>.New(), anna), Is.EqualTo(RegistrationDomainErrors.Closed));
            Assert.That(
                At(friday, exception).RefusesNew(null, null),
                Is.EqualTo(RegistrationDomainErrors.Closed),
                "a guest has no organisation"
            );
            Assert.That(At(end - Duration.FromSeconds(1), exception).RefusesNew(finland, anna), Is.Null);
            Assert.That(At(end, exception).RefusesNew(finland, anna), Is.EqualTo(RegistrationDomainErrors.Closed), "it ends by itself");
        }
    }

    [Test]
    public void An_exception_for_one_person_is_theirs_alone()
    {
        var exception = Until(new(2027, 4, 10), finland, anna);
        var window = At(Registration + Duration.FromDays(1), exception);
        Assert.That(
            (window.RefusesNew(finland, anna), window.RefusesNew(finland, pekka)),
            Is.EqualTo(((Error?)null, RegistrationDomainErrors.Closed))
        );
    }

    [Test]
    public void An_exception_that_was_taken_back_lets_nobody_through()
    {
        var exception = Until(new(2027, 4, 10), finland, null);
        exception.End(Registration, null);
        Assert.That(At(Registration, exception).RefusesNew(finland, anna), Is.EqualTo(RegistrationDomainErrors.Closed));
    }

    [Test]
    public void Needs_are_gone_after_the_thirtieth_day_from_the_last() =>
        Assert.That(Needs.GoneOn(new(2027, 4, 23)), Is.EqualTo(new LocalDate(2027, 5, 24)));

    private static RegistrationWindow At(Instant now, params Exemption[] exceptions) =>
        new(AssemblyState.Convened, Deadlines, exceptions, now);

    private static Exemption Until(LocalDate day, Id<Organisation>? organisation, Id<Person>? person) =>
        new(Id<Assembly>.New(), DeadlineKind.Registration, organisation, person, day, Registration, null, "Their flight was cancelled.");
}
