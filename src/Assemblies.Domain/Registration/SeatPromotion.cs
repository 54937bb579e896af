using NodaTime;

namespace Assemblies.Domain.Registration;

public sealed partial class SeatBook
{
    /// <summary>Changes how many seats there are. Lowered below what is taken it throws nobody out: nobody moves up until it fits.</summary>
    public void Resize(Id<SeatPool> id, int? capacity, int reserved, SeatActor by)
    {
        var pool = pools[id];
        var (before, kept) = (pool.Pool.Capacity, pool.Pool.Reserved);
        pool.Pool.Resize(capacity, reserved);
        var why =
            before != capacity ? $"The number of seats went from {InWords(before)} to {InWords(capacity)}."
            : reserved < kept
                ? $"{Words.Sentence(Words.Count(kept - reserved, "seat"))} kept back before {(kept - reserved == 1 ? "is" : "are")} free now."
            : "";
        Settle(pool, by, why);
    }

    /// <summary>How seats are given has changed: whoever fits now moves up.</summary>
    public void SettleAll(SeatActor by, string why)
    {
        foreach (var pool in pools.Values)
        {
            Settle(pool, by, why);
        }
    }

    /// <summary>
    /// The host gives a seat to somebody who waits, before their turn or from those kept back; whoever is passed over reads why. Null: done. It is
    /// refused when no seat is free; an organisation's quota may be exceeded so.
    /// </summary>
    public Error? PromoteByHand(SeatLine line, bool fromReserved, SeatActor by, string why)
    {
        var pool = pools[line.Pool];
        if (line.State is not SeatState.Waiting)
        {
            return RegistrationDomainErrors.DoesNotWait;
        }

        if (fromReserved ? pool.Pool.Reserved is 0 : !pool.IsFree)
        {
            return fromReserved ? RegistrationDomainErrors.NothingReserved : RegistrationDomainErrors.NoFreeSeat;
        }

        if (fromReserved)
        {
            pool.Pool.UseReserved();
        }
        else
        {
            Skip([.. pool.Queue.TakeWhile(l => l != line)], why, by);
        }

        Give(pool, line, by, why);
        Settle(pool, by, why);
        return null;
    }

    /// <summary>Offers that nobody answered in time end: who did not answer stands at the end, the next one is asked.</summary>
    public void Expire(Instant now)
    {
        var by = new SeatActor(now, null);
        foreach (var pool in pools.Values)
        {
            var over = pool.Lines.Where(l => l.State is SeatState.Offered && l.OfferedUntil <= now).OrderBy(l => l.Place).ToList();
            foreach (var line in over)
            {
                pool.Change(line, () => line.Change(SeatEvent.Expired, SeatState.Waiting, by, "The offer was not answered in time."));
                line.ToTheEnd(pool.Pool);
            }

            if (over.Count > 0)
            {
                Settle(pool, by, "An offer was not answered in time.");
            }
        }
    }

    /// <summary>As many as are free, not one more: the first in line who fits, then the next.</summary>
    private void Settle(PoolInHand pool, SeatActor by, string why)
    {
        if (pool.Ahead > 0)
        {
            throw new InvalidOperationException("A seat may be free, and those who wait for it are not in hand.");
        }

        var passed = new HashSet<SeatLine>();
        while (pool.IsFree && pool.Queue.FirstOrDefault(l => pool.HasQuota(l.Organisation, terms)) is { } next)
        {
            passed.UnionWith(pool.Queue.TakeWhile(l => l != next));
            Give(pool, next, by, why);
        }

        // Once, however many moved up.
        Skip(
            passed.OrderBy(l => l.Place),
            $"The organisation has its {Words.Count(terms.OnSite, "seat")} on site already, so the next in line moved up.",
            by
        );
    }

    private void Give(PoolInHand pool, SeatLine line, SeatActor by, string why)
    {
        // An offer never holds past the deadline; after it a seat is given at once.
        var until = by.At + Duration.FromHours(terms.OfferHours);
        if (terms.OffersFirst && (closes is not { } last || by.At < last))
        {
            var ends = closes is { } end ? Instant.Min(until, end) : until;
            pool.Change(line, () => line.Change(SeatEvent.Offered, SeatState.Offered, by, why, ends));
            return;
        }

        pool.Change(line, () => line.Change(SeatEvent.Promoted, SeatState.Confirmed, by, why));
        EndMeanwhile(pool, line, by);
    }

    private void EndMeanwhile(PoolInHand pool, SeatLine line, SeatActor by)
    {
        if (
            pool.Pool is { Kind: PoolKind.OnSite, Meeting: { } meeting }
            && Of(meeting, PoolKind.Online) is { } online
            && online.LineOf(line.Registrant) is { IsMeanwhile: true } meanwhile
        )
        {
            End(online, meanwhile, by, "A place on site is theirs now.");
        }
    }

    private static void Skip(IEnumerable<SeatLine> passed, string why, SeatActor by)
    {
        foreach (var line in passed)
        {
            line.Change(SeatEvent.Skipped, line.State, by, why);
        }
    }

    private static string InWords(int? capacity) =>
        capacity is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "no limit";
}
