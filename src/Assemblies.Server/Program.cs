using Assemblies.Server.Agenda;
using Assemblies.Server.Hosting;
using Assemblies.Server.Invitations;
using Assemblies.Server.Meetings;
using Assemblies.Server.Members;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform;
using Assemblies.Server.Presence;
using Assemblies.Server.Registration;
using Assemblies.Server.Rules;
using Assemblies.Server.SignIn;
using Assemblies.Server.Voting;

namespace Assemblies.Server;

/// <summary>The service: its areas, one a line.</summary>
public static class Program
{
    internal static readonly IReadOnlyList<Area> Areas =
    [
        new(
            "sign-in",
            "Signing in, one's own settings, tokens for programs.",
            SignInArea.AddSignIn,
            SignInArea.MapSignIn,
            SignInArea.MapRoot
        ),
        new("members", "Organisations, their representatives, imports.", MembersArea.AddMembers, MembersArea.MapMembers),
        new("hosting", "Calls for hosts, proposals, who is asked, plans.", HostingArea.AddHosting, HostingArea.MapHosting),
        new(
            "agenda",
            "Programme, items, requests, documents, published versions.",
            AgendaArea.AddAgenda,
            AgendaArea.MapAgenda,
            AgendaArea.MapRoot
        ),
        new("meetings", "Assemblies, their meetings and officers.", MeetingsArea.AddMeetings, MeetingsArea.MapMeetings),
        new(
            "invitations",
            "Convening, invitations and their answers, calendar feeds, reminders, deliveries.",
            InvitationsArea.AddInvitations,
            InvitationsArea.MapInvitations,
            InvitationsArea.MapRoot
        ),
        new(
            "registration",
            "Registrations, seats, waiting lists, exceptions, guests.",
            RegistrationArea.AddRegistration,
            RegistrationArea.MapRegistration,
            RegistrationArea.MapRoot
        ),
        new(
            "presence",
            "The roll, proxies, check-ins, who votes for whom, the sitting, evidence of attendance.",
            PresenceArea.AddPresence,
            PresenceArea.MapPresence,
            PresenceArea.MapRoot
        ),
        new(
            "minutes",
            "Minutes, the register of decisions, actions, closing, the yearbook.",
            MinutesArea.AddMinutes,
            MinutesArea.MapMinutes,
            MinutesArea.MapRoot
        ),
        new("voting", "Motions, open recorded votes, their results.", VotingArea.AddVoting, VotingArea.MapVoting),
        new("rules", "The rules of procedure and their versions.", RulesArea.AddRules, RulesArea.MapRules),
    ];

    /// <summary>Runs it until it is told to end.</summary>
    public static Task<int> Main(string[] args) => Service.Run(args, Areas);
}
