using System.Text.Json.Serialization;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>What stands of an assembly: title, place, host, state, and those of its meetings that the reader may see.</summary>
/// <param name="Code">Its code.</param>
public sealed record ShowAssembly(string Code) : IQuery<ShowAssembly.Answer>
{
    /// <inheritdoc />
    public Access Needs => new ReaderOf(Code);

    /// <summary>An assembly as one reader sees it.</summary>
    /// <param name="Code">Such as <c>GA-2027-1</c>.</param>
    /// <param name="Title">For people.</param>
    /// <param name="Place">Where; the zone of all its times.</param>
    /// <param name="Host">The organisation that is responsible.</param>
    /// <param name="CoHosts">Those that host along.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Since">When it came to stand there.</param>
    /// <param name="Reason">Why it was postponed, moved or cancelled; null otherwise.</param>
    /// <param name="IsAnnounced">Whether its dates are announced.</param>
    /// <param name="CopyOf">The edition it was copied from, until it is first saved.</param>
    /// <param name="RulesVersion">The version of the rules it was convened under; null before.</param>
    /// <param name="Version">Its ETag.</param>
    /// <param name="Meetings">Its meetings, in order of time.</param>
    /// <param name="Steps">What was brought about; for those who prepare or decide, empty for others.</param>
    public sealed record Answer(
        string Code,
        string Title,
        Place Place,
        Organiser Host,
        IReadOnlyList<Organiser> CoHosts,
        AssemblyState State,
        Instant Since,
        string? Reason,
        bool IsAnnounced,
        string? CopyOf,
        int? RulesVersion,
        long Version,
        IReadOnlyList<MeetingLine> Meetings,
        IReadOnlyList<StepLine> Steps
    ) : IVersioned
    {
        /// <summary>The first day the reader sees; null when there is none.</summary>
        [JsonIgnore]
        public LocalDate? FirstDay => Meetings.Where(m => !m.IsCancelled).Select(m => (LocalDate?)m.Date).Min();

        /// <summary>The last.</summary>
        [JsonIgnore]
        public LocalDate? LastDay => Meetings.Where(m => !m.IsCancelled).Select(m => (LocalDate?)m.Date).Max();

        /// <summary>Why a step may not follow now; null when it may. For those who see all its meetings.</summary>
        internal Error? Refusal(StepKind step, Instant now) =>
            AssemblyLife.Refusal(State, step, LastDay is not null && Meetings.All(m => m.IsCancelled || m.EndsAt <= now));
    }

    /// <summary>An organisation that hosts.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its own name.</param>
    /// <param name="NameLatin">In Latin script, where its own is in another.</param>
    public sealed record Organiser(string Code, string Name, string? NameLatin);

    /// <summary>A step, for those who prepare or decide.</summary>
    /// <param name="Seq">Its place in the order.</param>
    /// <param name="Kind">What.</param>
    /// <param name="At">When.</param>
    /// <param name="By">Who, by name; null for the service itself.</param>
    /// <param name="Reason">Why.</param>
    public sealed record StepLine(int Seq, StepKind Kind, Instant At, string? By, string? Reason);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowAssembly, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowAssembly query, CancellationToken cancellationToken)
        {
            var assembly = await (
                from a in db.Assemblies.AsNoTracking()
                join host in db.Organisations on a.Host equals host.Id
                where a.Code == query.Code
                select new
                {
                    a.Id,
                    a.Title,
                    a.Place,
                    a.CopyOf,
                    a.RulesVersion,
                    a.Version,
                    Host = new Organiser(host.Code, host.Name, host.NameLatin),
                }
            ).SingleOrDefaultAsync(cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var coHosts = await (
                from one in db.AssemblyCoHosts
                join organisation in db.Organisations on one.Organisation equals organisation.Id
                where one.Assembly == assembly.Id
                orderby organisation.Code
                select new Organiser(organisation.Code, organisation.Name, organisation.NameLatin)
            ).ToListAsync(cancellationToken);
            var meetings = await db
                .Meetings.Where(m => m.Assembly == assembly.Id)
                .Where(MeetingsSeen.SeenBy(reader))
                .OrderBy(m => m.StartsAt)
                .ThenBy(m => m.Key)
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            var steps = await (
                from step in db.AssemblySteps
                join person in db.People on step.By equals (Id<Person>?)person.Id into people
                from person in people.DefaultIfEmpty()
                where step.Assembly == assembly.Id
                orderby step.Seq
                select new StepLine(step.Seq, step.Kind, step.At, person == null ? null : person.Name, step.Reason)
            ).ToListAsync(cancellationToken);

            // What only adds to a state (an announcement, documents) does not say since when it holds.
            var decisive = steps.Last(step => step.Kind is not (StepKind.Announced or StepKind.DocumentsSent));
            return new Answer(
                query.Code,
                assembly.Title,
                assembly.Place,
                assembly.Host,
                coHosts,
                AssemblyLife.StateAfter(steps.Select(step => step.Kind)),
                decisive.At,
                decisive.Kind is StepKind.Postponed or StepKind.Rescheduled or StepKind.Cancelled ? decisive.Reason : null,
                AssemblyLife.IsAnnounced(steps.Select(step => step.Kind)),
                assembly.CopyOf,
                assembly.RulesVersion,
                assembly.Version,
                [.. meetings.Select(meeting => MeetingLine.Of(meeting, reader))],
                InsiderOf.IsInsider(reader, query.Code) ? steps : []
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowAssembly(code), ct).ToTagged()
            )
            .WithName("showAssembly")
            .WithSummary("Show an assembly")
            .WithDescription(
                "Title, place, host, state and meetings, as far as the reader may see them: everybody the open meeting, members the days too. "
                    + "Its ETag is the version that changes send in If-Match."
            )
            .Refuses(AccessErrors.NotFound);
}

/// <summary>A meeting as one reader sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Unique in its assembly.</param>
/// <param name="Title">For people.</param>
/// <param name="Statutory">Whether it is a day of the general assembly.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Format">On site, online or both.</param>
/// <param name="Date">The local day.</param>
/// <param name="Start">When it begins, in the venue's time.</param>
/// <param name="End">When it ends.</param>
/// <param name="TimeZone">The venue's zone.</param>
/// <param name="StartsAt">The instant it begins.</param>
/// <param name="EndsAt">The instant it ends.</param>
/// <param name="Room">Hall or room.</param>
/// <param name="MapLink">Where a map shows it.</param>
/// <param name="OnlineLink">How to join by video; only for those it is for.</param>
/// <param name="IsCancelled">Whether it was cancelled by itself.</param>
/// <param name="CancelledWhy">Why.</param>
public sealed record MeetingLine(
    Id<Meeting> Id,
    string Key,
    string Title,
    bool Statutory,
    Audience Audience,
    MeetingFormat Format,
    LocalDate Date,
    LocalTime Start,
    LocalTime End,
    string TimeZone,
    Instant StartsAt,
    Instant EndsAt,
    string? Room,
    string? MapLink,
    string? OnlineLink,
    bool IsCancelled,
    string? CancelledWhy
)
{
    internal static MeetingLine Of(Meeting meeting, Reader reader) =>
        new(
            meeting.Id,
            meeting.Key,
            meeting.Title,
            meeting.Statutory,
            meeting.Audience,
            meeting.Format,
            meeting.Date,
            meeting.Start,
            meeting.End,
            meeting.TimeZone,
            meeting.StartsAt,
            meeting.EndsAt,
            meeting.Room,
            meeting.MapLink,
            MeetingsSeen.IsInvited(reader, meeting.Assembly, meeting.Audience) ? meeting.OnlineLink : null,
            meeting.CancelledAt is not null,
            meeting.CancelledWhy
        );
}
