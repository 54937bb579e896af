using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>How an assembly can end: whether it can be adjourned or closed, and what is missing, each with its page.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ShowClosing(string Code) : IQuery<ShowClosing.Answer>
{
    /// <summary>Who ends an assembly: its chair, beside the secretariat.</summary>
    internal static readonly Office[] Chairs = [Office.Chair, Office.DeputyChair];

    /// <inheritdoc />
    public Access Needs => new OfficersOf(Code, ShowDecision.Keepers);

    /// <summary>How it can end.</summary>
    /// <param name="Title">The assembly's title.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="Missing">What is missing to adjourn it, before that is done; then what is missing to close it.</param>
    /// <param name="ListDue">The day on which the list of decisions goes to the members by itself; null where no day stands.</param>
    /// <param name="IsOver">Whether nothing but the step itself is missing to adjourn it.</param>
    public sealed record Answer(string Title, AssemblyState State, IReadOnlyList<Missing> Missing, LocalDate? ListDue, bool IsOver);

    /// <summary>What can be missing.</summary>
    public enum Gap
    {
        /// <summary>A meeting is open.</summary>
        MeetingOpen,

        /// <summary>A meeting is still to come.</summary>
        MeetingToCome,

        /// <summary>The minutes are not published to the members.</summary>
        MinutesNotPublished,

        /// <summary>No later assembly has approved the minutes.</summary>
        MinutesNotApproved,

        /// <summary>Chair and minute-taker have not both signed the minutes.</summary>
        MinutesNotSigned,

        /// <summary>A decision names nobody who carries it out.</summary>
        DecisionWithoutResponsible,

        /// <summary>An open action names nobody who does it.</summary>
        ActionWithoutOwner,
    }

    /// <summary>Something that is missing.</summary>
    /// <param name="What">What it is.</param>
    /// <param name="Says">In a sentence.</param>
    /// <param name="Address">The page where it is settled.</param>
    /// <param name="Blocks">Whether the assembly cannot end without it; what does not block needs a reason.</param>
    public sealed record Missing(Gap What, string Says, string Address, bool Blocks);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowClosing, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowClosing query, CancellationToken ct)
        {
            if (await db.Ending(query.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var now = clock.GetCurrentInstant();
            var open = await db.OpenMeetings(assembly, now, ct);
            return new Answer(
                assembly.Title,
                assembly.State,
                assembly.State is AssemblyState.Adjourned ? await db.MissingToClose(assembly, now, ct) : open,
                (await db.DeadlinesOf(assembly, ct))?[DeadlineKind.DecisionsList]?.Date,
                open.Count is 0
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/closing",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowClosing(code), ct).ToHttp()
            )
            .WithName("showClosing")
            .WithSummary("Show what is missing to end an assembly")
            .WithDescription(
                "Before it is adjourned: meetings that are open or to come. Then: what is missing to close it. What `blocks` has to be settled; the rest needs a "
                    + "reason when the assembly is closed without it."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
