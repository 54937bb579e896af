using Assemblies.Server.SignIn;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Browser.Tests;

/// <summary>Where a page is looked at, and by whom.</summary>
/// <param name="Address">Its address.</param>
/// <param name="By">Who is signed in; null for the public.</param>
/// <param name="At">On which service.</param>
internal sealed record Visit(string Address, string? By, Scene At = Scene.Network);

/// <summary>The services that pages are looked at on.</summary>
internal enum Scene
{
    /// <summary>The demo network in the middle of its life.</summary>
    Network,

    /// <summary>Its clock stands on the first day of the general assembly.</summary>
    Day,

    /// <summary>The same day, with one vote over and another open.</summary>
    Vote,
}

/// <summary>The demo network in the middle of its life, and an address for every page of it.</summary>
internal sealed class Scenario
{
    /// <summary>The secretariat.</summary>
    public const string Secretariat = "head@nl.stem.example.org";

    /// <summary>A head of delegation.</summary>
    public const string Delegate = "head@pl.stem.example.org";

    /// <summary>Every page's route, and how it is visited once the scenario was played. A new page without a line here fails <see cref="PagesTests"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Scenario, Visit>> Visits = new Dictionary<string, Func<Scenario, Visit>>(
        StringComparer.Ordinal
    )
    {
        ["/"] = _ => new("/", Delegate),
        ["/accessibility"] = _ => new("/accessibility", null),
        ["/privacy"] = _ => new("/privacy", null),
        ["/docs/errors"] = _ => new("/docs/errors", null),
        ["/not-found"] = _ => new("/not-found", null),
        ["/assemblies"] = _ => new("/assemblies", Delegate),
        ["/assemblies/{Code}"] = _ => new($"/assemblies/{AssemblyScene.Planned}", Delegate),
        ["/assemblies/{Code}/agenda"] = _ => Of("agenda"),
        ["/assemblies/{Code}/agenda/changes"] = _ => Of("agenda/changes"),
        ["/assemblies/{Code}/agenda/items/new"] = _ => Of("agenda/items/new"),
        ["/assemblies/{Code}/agenda/items/{Id:guid}"] = played => Of($"agenda/items/{played.Assembly.Item}"),
        ["/assemblies/{Code}/agenda/items/{Id:guid}/drop"] = played => Of($"agenda/items/{played.Assembly.Item}/drop"),
        ["/assemblies/{Code}/agenda/publish"] = _ => Of("agenda/publish"),
        ["/assemblies/{Code}/agenda/request"] = _ => new($"/assemblies/{AssemblyScene.Planned}/agenda/request", Delegate),
        ["/assemblies/{Code}/agenda/requests"] = _ => Of("agenda/requests"),
        ["/assemblies/{Code}/agenda/requests/{Id:guid}"] = played => Of($"agenda/requests/{played.Assembly.Request}"),
        ["/assemblies/{Code}/agenda/sessions/{Id:guid}"] = played => Of($"agenda/sessions/{played.Assembly.Session}"),
        ["/assemblies/{Code}/documents"] = _ => new($"/assemblies/{AssemblyScene.Planned}/documents", Delegate),
        ["/assemblies/{Code}/announce"] = _ => Of("announce"),
        ["/assemblies/{Code}/cancel"] = _ => Of("cancel"),
        ["/assemblies/{Code}/convene"] = _ => Of("convene"),
        ["/assemblies/{Code}/copy"] = _ => Of("copy"),
        ["/assemblies/{Code}/deadlines"] = _ => Of("deadlines"),
        ["/assemblies/{Code}/deadlines/{Kind}"] = _ => Of("deadlines/membersItems"),
        ["/assemblies/{Code}/deliveries"] = _ => OfConvened("deliveries"),
        ["/assemblies/{Code}/deliveries/{Mail:guid}"] = played => OfConvened($"deliveries/{played.Assembly.Mail}"),
        ["/assemblies/{Code}/edit"] = _ => Of("edit"),
        ["/assemblies/{Code}/invitations"] = _ => OfConvened("invitations"),
        ["/assemblies/{Code}/meetings/new"] = _ => Of("meetings/new"),
        ["/assemblies/{Code}/meetings/{Id:guid}"] = played => Of($"meetings/{played.Assembly.Meeting}"),
        ["/assemblies/{Code}/meetings/{Id:guid}/cancel"] = played => Of($"meetings/{played.Assembly.Meeting}/cancel"),
        ["/assemblies/{Code}/officers"] = _ => Of("officers"),
        ["/assemblies/{Code}/people"] = _ => Of("people"),
        ["/assemblies/{Code}/postpone"] = _ => Of("postpone"),
        ["/assemblies/{Code}/attend"] = _ => new($"/assemblies/{AssemblyScene.Convened}/attend", null),
        ["/assemblies/{Code}/badges"] = _ => OfConvened("badges"),
        ["/assemblies/{Code}/exceptions"] = _ => OfConvened("exceptions"),
        ["/assemblies/{Code}/guests"] = _ => OfConvened("guests"),
        ["/assemblies/{Code}/registration"] = _ => new($"/assemblies/{AssemblyScene.Convened}/registration", Delegate),
        ["/assemblies/{Code}/registration/cancel"] = played =>
            new(
                $"/assemblies/{AssemblyScene.Convened}/registration/cancel?registration={played.Registration.Registered}",
                RegistrationScene.HasSeats
            ),
        ["/assemblies/{Code}/registrations"] = _ => OfConvened("registrations"),
        ["/assemblies/{Code}/registrations/{Id:guid}"] = played => OfConvened($"registrations/{played.Registration.Registered}"),
        ["/assemblies/{Code}/seats"] = _ => OfConvened("seats"),
        ["/assemblies/{Code}/seats/{Id:guid}"] = played => OfConvened($"seats/{played.Registration.Dinner}"),
        ["/assemblies/{Code}/send"] = _ => OfConvened("send"),
        ["/assemblies/{Code}/send/{Id:guid}"] = played => OfConvened($"send/{played.Registration.Circular}"),
        ["/attend/{Token}"] = played => new($"/attend/{played.Registration.Token}", null),
        ["/assemblies/{Code}/reminders"] = _ => OfConvened("reminders"),
        ["/assemblies/{Code}/attendance"] = _ => OnDay("attendance", Secretariat),
        ["/assemblies/{Code}/attendance/{Meeting}"] = _ => OnDay("attendance/day1", Secretariat),
        ["/assemblies/{Code}/attendance/certificates/{Registrant:guid}"] = played =>
            OnDay($"attendance/certificates/{played.Day.Registrant}", Delegate),
        ["/assemblies/{Code}/attendance/head-count"] = _ => OnDay("attendance/head-count", DayOne.Desk),
        ["/assemblies/{Code}/check-in"] = _ => OnDay("check-in", DayOne.Desk),
        ["/assemblies/{Code}/minutes"] = _ => OnDay("minutes", DayOne.MinuteTaker),
        ["/assemblies/{Code}/minutes/object"] = _ => OnDay("minutes/object", Delegate),
        ["/assemblies/{Code}/minutes/publish"] = _ => OnDay("minutes/publish", DayOne.MinuteTaker),
        ["/assemblies/{Code}/minutes/versions/{Number:int}"] = _ => OnDay("minutes/versions/2", Delegate),
        ["/assemblies/{Code}/minutes/write"] = _ => OnDay("minutes/write", DayOne.MinuteTaker),
        ["/assemblies/{Code}/proxies"] = _ => OnDay("proxies", Secretariat),
        ["/assemblies/{Code}/motions"] = _ => Voting("motions", DayOne.Chair),
        ["/assemblies/{Code}/motions/{Number}"] = played => Voting($"motions/{played.Vote.Motion}", DayOne.Chair),
        ["/assemblies/{Code}/votes/{Poll:guid}"] = played => Voting($"votes/{played.Vote.Closed}", Delegate),
        ["/assemblies/{Code}/votes/{Poll:guid}/annul"] = played => Voting($"votes/{played.Vote.Open}/annul", DayOne.Chair),
        ["/assemblies/{Code}/room"] = _ => Voting("room", DayOne.Head("ES")),
        ["/assemblies/{Code}/room/chair"] = _ => Voting("room/chair", DayOne.Chair),
        ["/assemblies/{Code}/room/close"] = _ => OnDay("room/close", DayOne.Chair),
        ["/screen/{Token}"] = played => new(played.Vote.Screen, null, Scene.Vote),
        ["/assemblies/{Code}/send-documents"] = _ => OfConvened("send-documents"),
        ["/reminders/stop/{Token}"] = played => new(played.Assembly.StopReminders, null),
        ["/rsvp/{Token}"] = played => new(played.Assembly.Answer, null),
        ["/actions"] = _ => new("/actions", DayOne.Chair, Scene.Day),
        ["/actions/{Assembly}/{Seq:int}"] = _ => new($"/actions/{DayOne.Code}/1", DayOne.Chair, Scene.Day),
        ["/assemblies/{Code}/actions/new"] = _ => OnDay("actions/new", DayOne.Chair),
        ["/assemblies/{Code}/adjourn"] = _ => OnDay("adjourn", DayOne.Chair),
        ["/assemblies/{Code}/close"] = _ => OnDay("close", DayOne.Chair),
        ["/assemblies/{Code}/decisions"] = _ => OnDay("decisions", DayOne.Chair),
        ["/decisions"] = _ => new("/decisions", DayOne.Chair, Scene.Day),
        ["/decisions/{Assembly}/{Key}"] = _ => Decision(""),
        ["/decisions/{Assembly}/{Key}/assign"] = _ => Decision("/assign"),
        ["/decisions/{Assembly}/{Key}/correct"] = _ => Decision("/correct"),
        ["/decisions/{Assembly}/{Key}/readers"] = _ => Decision("/readers"),
        ["/decisions/{Assembly}/{Key}/supersede"] = _ => Decision("/supersede"),
        ["/yearbook"] = _ => new("/yearbook", Delegate, Scene.Day),
        ["/rules"] = _ => new("/rules", Delegate),
        ["/rules/edit"] = _ => new("/rules/edit", Secretariat),
        ["/rules/versions/{Number:int}"] = _ => new("/rules/versions/1", Delegate),
        ["/assemblies/{Code}/plan"] = _ => new("/assemblies/GA-2027-1/plan", HostingScene.Host),
        ["/assemblies/{Code}/plan/new"] = _ => new("/assemblies/GA-2027-1/plan/new", HostingScene.Host),
        ["/assemblies/{Code}/plan/{Task:guid}"] = played => new($"/assemblies/GA-2027-1/plan/{played.TaskOfPlan}", HostingScene.Host),
        ["/assemblies/{Code}/plan/{Task:guid}/remove"] = played =>
            new($"/assemblies/GA-2027-1/plan/{played.TaskOfPlan}/remove", HostingScene.Host),
        ["/busy-dates"] = _ => new("/busy-dates", Secretariat),
        ["/host-calls"] = _ => new("/host-calls", Secretariat),
        ["/host-calls/new"] = _ => new("/host-calls/new", Secretariat),
        ["/host-calls/{Edition}"] = _ => new("/host-calls/GA-2027-2", Secretariat),
        ["/host-calls/{Edition}/assign"] = _ => new("/host-calls/GA-2027-2/assign", Secretariat),
        ["/host-calls/{Edition}/assignments/{N:int}"] = _ => new("/host-calls/GA-2028-1/assignments/1", HostingScene.Asked),
        ["/host-calls/{Edition}/change"] = _ => new("/host-calls/GA-2027-2/change", Secretariat),
        ["/host-calls/{Edition}/close"] = _ => new("/host-calls/GA-2028-2/close", Secretariat),
        ["/host-calls/{Edition}/proposals"] = _ => new("/host-calls/GA-2027-2/proposals", Secretariat),
        ["/host-calls/{Edition}/proposals/{Number:int}"] = _ => new("/host-calls/GA-2027-2/proposals/1", Secretariat),
        ["/host-calls/{Edition}/proposals/{Number:int}/withdraw"] = _ => new("/host-calls/GA-2027-2/proposals/1/withdraw", Secretariat),
        ["/host-calls/{Edition}/propose"] = _ => new("/host-calls/GA-2028-2/propose", Delegate),
        ["/host-calls/{Edition}/propose/submit"] = _ => new("/host-calls/GA-2028-2/propose/submit", Delegate),
        ["/host-calls/{Edition}/put-to-vote"] = _ => new("/host-calls/GA-2027-2/put-to-vote", Secretariat),
        ["/dev/mail"] = _ => new("/dev/mail", null),
        ["/dev/mail/{Number:long}"] = played => new($"/dev/mail/{played.Assembly.Caught}", null),
        ["/dev/sign-in"] = _ => new("/dev/sign-in", null),
        ["/me"] = _ => new("/me", Delegate),
        ["/organisations"] = _ => new("/organisations", Delegate),
        ["/organisations/import"] = _ => new("/organisations/import", Secretariat),
        ["/organisations/new"] = _ => new("/organisations/new", Secretariat),
        ["/organisations/{Code}"] = _ => new("/organisations/BG", Secretariat),
        ["/organisations/{Code}/edit"] = _ => new("/organisations/BG/edit", Secretariat),
        ["/organisations/{Code}/people/{Mandate:guid}"] = played => new($"/organisations/BG/people/{played.Mandate}", Secretariat),
        ["/sign-in"] = _ => new("/sign-in", null),
        ["/sign-in/code"] = _ => new("/sign-in/code", null),
        ["/sign-in/{token}"] = played => new(played.SignInLink, null),
    };

    private Scenario() { }

    /// <summary>A mandate of BG's.</summary>
    private string Mandate { get; init; } = "";

    /// <summary>The path of a sign-in link that was not used.</summary>
    private string SignInLink { get; init; } = "";

    /// <summary>A task of the plan of GA-2027-1.</summary>
    private string TaskOfPlan { get; init; } = "";

    /// <summary>What the pages about assemblies show.</summary>
    private AssemblyScene Assembly { get; init; } = null!;

    /// <summary>What the pages about registration show.</summary>
    private RegistrationScene Registration { get; init; } = null!;

    /// <summary>What the pages of the day show.</summary>
    private DayScene Day { get; init; } = null!;

    /// <summary>What the pages of votes show.</summary>
    private VotesScene Vote { get; init; } = null!;

    /// <summary>Plays it through the API.</summary>
    /// <param name="service">The service of all pages but those of the day.</param>
    /// <param name="day">The day, which was played.</param>
    /// <param name="vote">The votes, which were played.</param>
    public static async Task<Scenario> Play(TestService service, DayScene day, VotesScene vote)
    {
        var link = await service.Send(new MakeLink(Delegate));
        var mandate = await service.Db(db =>
            db.Mandates.Where(m => db.People.Any(p => p.Id == m.Person && p.Email == "head@bg.stem.example.org"))
                .Select(m => m.Id)
                .SingleAsync()
        );
        return new()
        {
            SignInLink = new Uri(link.Value!).AbsolutePath,
            Mandate = mandate.ToString(),
            TaskOfPlan = await HostingScene.Play(service),
            Assembly = await AssemblyScene.Play(service),
            Registration = await RegistrationScene.Play(service),
            Day = day,
            Vote = vote,
        };
    }

    private static Visit Of(string page) => new($"/assemblies/{AssemblyScene.Planned}/{page}", Secretariat);

    private static Visit Decision(string page) => new($"/decisions/{DayOne.Code}/01{page}", DayOne.Chair, Scene.Day);

    private static Visit OnDay(string page, string by) => new($"/assemblies/{DayOne.Code}/{page}", by, Scene.Day);

    private static Visit Voting(string page, string by) => new($"/assemblies/{DayOne.Code}/{page}", by, Scene.Vote);

    private static Visit OfConvened(string page) => new($"/assemblies/{AssemblyScene.Convened}/{page}", Secretariat);
}
