using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.SignIn;

/// <summary>
/// Signs a browser in by a code of the secretariat, which is used up by it. A wrong one is counted: after <see cref="MostWrong"/> from a network address within a
/// quarter of an hour nobody there can try another.
/// </summary>
/// <param name="Code">What was typed.</param>
/// <param name="Browser">This browser in words.</param>
/// <param name="Ip">From which network address; null when unknown.</param>
public sealed record UseCode(string Code, string Browser, string? Ip) : ICommand<UseCode.Answer>, IShownOnce
{
    /// <summary>Wrong codes from a network address within <see cref="SignInCode.Holds"/>: a whole venue is one.</summary>
    public const int MostWrong = 30;

    private string? who;

    /// <inheritdoc />
    public Access Needs => new Anybody();

    // The audit's row is written after the handler, when it is known whom the code stood for.
    /// <inheritdoc />
    public string On => who ?? "a code that opens nothing";

    /// <summary>The cookie's secret; null when the code opens nothing: that is no refusal, since a refused command would not be counted.</summary>
    public sealed record Answer(string? Secret);

    internal sealed class Validator : AbstractValidator<UseCode>
    {
        public Validator() =>
            RuleFor(c => c.Code)
                .Must(code => code is not null && SignInCode.Tidy(code).Length is 8)
                .WithMessage("Enter the eight letters and digits of the code, for example K7QF-2M9X.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<UseCode, Answer>
    {
        public async Task<Result<Answer>> Handle(UseCode command, CancellationToken ct)
        {
            var (ip, now) = (command.Ip ?? "unknown", await db.Now(ct));
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"sign-in code " + ip}, 1))", ct);
            var since = now - SignInCode.Holds;
            if (await db.WrongCodes.CountAsync(w => w.Ip == ip && w.At > since, ct) >= MostWrong)
            {
                return SignInErrors.TooManyCodes;
            }

            var hash = Secrets.Hash(SignInCode.Tidy(command.Code));
            var code = await db.SignInCodes.AsNoTracking().SingleOrDefaultAsync(c => c.Hash == hash, ct);
            var used = await db
                .SignInCodes.Where(c => c.Hash == hash && c.UsedAt == null && c.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), ct);
            if (used is not 1 || code is null)
            {
                db.Add(new WrongCode(ip, now));
                return new Answer(null);
            }

            if (reader.SignIn is { } before)
            {
                await db.SignIns.Where(s => s.Id == before).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
            }

            command.who = await db.People.Where(p => p.Id == code.Person).Select(p => p.Email).SingleAsync(ct);
            var secret = Secrets.New();
            db.Add(new SignedInBrowser(code.Person, secret, command.Browser, now));
            return new Answer(secret);
        }
    }
}
