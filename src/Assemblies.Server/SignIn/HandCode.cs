using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>
/// The secretariat hands a one-time code to a delegate who is checked in, to sign in by when no mail comes. It is shown once, holds for 15 minutes and ends the one
/// made before. A host never makes one. A repeat makes another.
/// </summary>
/// <param name="Person">For whom.</param>
public sealed record HandCode(Id<Person> Person) : ICommand<HandCode.Made>, IShownOnce
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Person.ToString();

    /// <summary>The code, shown this once.</summary>
    /// <param name="Code">The code, such as K7QF-2M9X.</param>
    /// <param name="Name">For whom it is.</param>
    /// <param name="ExpiresAt">Until when it holds.</param>
    public sealed record Made(string Code, string Name, Instant ExpiresAt);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<HandCode, Made>
    {
        public async Task<Result<Made>> Handle(HandCode command, CancellationToken ct)
        {
            if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.Person, ct) is not { } person)
            {
                return SignInErrors.NotYours;
            }

            if (!await IsCheckedIn(person.Id, ct))
            {
                return SignInErrors.NotCheckedIn;
            }

            var (code, now) = (SignInCode.New(), await db.Now(ct));
            await db
                .SignInCodes.Where(c => c.Person == person.Id && c.UsedAt == null && c.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ExpiresAt, now), ct);
            var made = new SignInCode(person.Id, code, now, reader.Person);
            db.Add(made);
            return new Made(SignInCode.Shown(code), person.Name, made.ExpiresAt);
        }

        // In at a meeting of today: whoever was not checked out the day before stands in front of nobody now.
        private async Task<bool> IsCheckedIn(Id<Person> person, CancellationToken ct)
        {
            var rows = await (
                from e in db.PresenceEntries
                join r in db.Registrants on e.Registrant equals r.Id
                join m in db.Meetings on e.Meeting equals m.Id
                where r.Person == person && e.Move == Move.In
                where
                    !db.PresenceEntries.Any(later =>
                        later.Meeting == e.Meeting && later.Registrant == e.Registrant && later.Number > e.Number
                    )
                select new { m.Date, m.TimeZone }
            ).ToListAsync(ct);
            var now = clock.GetCurrentInstant();
            return rows.Exists(m => m.Date == now.InZone(DateTimeZoneProviders.Tzdb[m.TimeZone]).Date);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "people/{id}/sign-in-code",
                (Id<Person> id, IMediator mediator, CancellationToken ct) => mediator.Send(new HandCode(id), ct).ToHttp()
            )
            .WithName("handSignInCode")
            .WithSummary("Hand a one-time code to sign in by")
            .WithDescription(
                "By the secretariat alone, to somebody who is checked in at a meeting of today, when no mail comes. Shown once, holds for 15 minutes, works once; "
                    + "each repeat makes another and ends the one before. It is entered at /sign-in/code."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                SignInErrors.NotYours,
                SignInErrors.NotCheckedIn,
                RequestErrors.ShownOnce
            );
}
