using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>The assembly has one more meeting. The host adds open ones, secretariat and chair also days of the general assembly.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Version">The version its sender saw.</param>
/// <param name="Meeting">The meeting.</param>
public sealed record AddMeeting(string Code, long? Version, MeetingPlan Meeting) : ICommand<AddMeeting.Answer>
{
    /// <inheritdoc />
    public Access Needs => new MayEdit(Code);

    /// <inheritdoc />
    public string On => Code;

    /// <summary>The meeting that was added.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">The assembly's new version.</param>
    public sealed record Answer(Id<Meeting> Id, long Version);

    internal sealed class Validator : AbstractValidator<AddMeeting>
    {
        public Validator() => this.Meeting(c => c.Meeting);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddMeeting, Answer>
    {
        public async Task<Result<Answer>> Handle(AddMeeting command, CancellationToken cancellationToken)
        {
            var assembly = await db.Whole(command.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            if (assembly.Stale(command.Version, () => new NewVersion(assembly.Version)) is { } stale)
            {
                return stale;
            }

            if (command.Meeting.Statutory && !MayEdit.Statutory(reader, assembly.Code))
            {
                return MeetingsErrors.Statutory;
            }

            var added = assembly.AddMeeting(command.Meeting, clock.GetCurrentInstant());
            return added.Error.Or(() => new Answer(added.Value!.Id, assembly.Version));
        }
    }

    internal sealed record Body(
        string Key,
        string Title,
        bool Statutory,
        Audience Audience,
        MeetingFormat Format,
        LocalDate Date,
        LocalTime Start,
        LocalTime End,
        string? Room = null,
        string? MapLink = null,
        string? OnlineLink = null
    )
    {
        public MeetingPlan ToPlan() => new(Key, Title.Trim(), Statutory, Audience, Format, Date, Start, End, Room, MapLink, OnlineLink);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/meetings",
                (string code, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AddMeeting(code, seen.Version, body.ToPlan()), ct).ToCreated(_ => $"/api/v1/assemblies/{code}")
            )
            .WithName("addMeeting")
            .WithSummary("Add a meeting")
            .WithDescription("Needs the assembly's version in If-Match. A repeat with the old version is refused.")
            .WithExample(
                new Body(
                    "visit",
                    "Visit to the house of experiments",
                    false,
                    MeetingPlan.OpenAudience,
                    MeetingFormat.OnSite,
                    new(2027, 4, 20),
                    new(15, 0),
                    new(17, 0),
                    "Entrance hall"
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.VersionMissing,
                MeetingsErrors.EditedMeanwhile,
                MeetingsErrors.Statutory,
                AssemblyLife.WrongState,
                MeetingsDomainErrors.KeyTaken,
                MeetingsDomainErrors.DateGone,
                MeetingsDomainErrors.OtherDays,
                MeetingsDomainErrors.EndsBeforeItStarts,
                MeetingsDomainErrors.ForNobody,
                MeetingsDomainErrors.StatutoryWithoutMembers,
                MeetingsDomainErrors.NoSuchTime
            );
}
