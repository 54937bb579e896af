namespace Assemblies.Domain.Tests.Registration;

/// <summary>What the rules of seats.md say should come out, written from that page alone: lists of names, moved by hand.</summary>
internal sealed class SeatModel(int? capacity, Func<int, int?> organisationOf)
{
    private int? capacity = capacity;

    public int Reserved { get; private set; }

    public int Share { get; private set; } = 2;

    public bool Offers { get; private set; }

    public int OfferHours { get; } = 24;

    public int Hour { get; set; }

    /// <summary>The hour from which on nothing is offered any more.</summary>
    public int Closes { get; } = 100;

    public List<int> In { get; } = [];

    public Dictionary<int, int> Held { get; } = [];

    public List<int> Queue { get; } = [];

    public HashSet<int> Online { get; } = [];

    public int Taken => In.Count + Held.Count;

    public int Free => capacity is null ? int.MaxValue : capacity.Value - Reserved - Taken;

    public void OnSite(int who)
    {
        if (In.Contains(who) || Held.ContainsKey(who) || Queue.Contains(who))
        {
            return;
        }

        Online.Remove(who);
        if (Free > 0 && Fits(who))
        {
            In.Add(who);
        }
        else
        {
            Queue.Add(who);
        }
    }

    public void OnlineOnly(int who)
    {
        Out(who);
        Online.Add(who);
    }

    public void Out(int who)
    {
        Online.Remove(who);
        if (In.Remove(who) | Held.Remove(who) | Queue.Remove(who))
        {
            MoveUp();
        }
    }

    public void Replace(int who, int by)
    {
        if (In.Contains(by) || Held.ContainsKey(by) || Queue.Contains(by) || Online.Contains(by))
        {
            return;
        }

        if (In.IndexOf(who) is >= 0 and var seat)
        {
            In[seat] = by;
        }

        if (Held.Remove(who, out var until))
        {
            Held[by] = until;
        }

        if (Queue.IndexOf(who) is >= 0 and var place)
        {
            Queue[place] = by;
        }

        if (Online.Remove(who))
        {
            Online.Add(by);
        }
    }

    public void Resize(int? seats, int reserved)
    {
        (capacity, Reserved) = (seats, reserved);
        MoveUp();
    }

    public void Rules(int share, bool offers)
    {
        (Share, Offers) = (share, offers);
        MoveUp();
    }

    public void ByHand(int who, bool fromReserved)
    {
        if (!Queue.Contains(who) || (fromReserved ? Reserved is 0 : Free <= 0))
        {
            return;
        }

        if (fromReserved)
        {
            Reserved--;
        }

        Give(who);
        MoveUp();
    }

    public void Accept(int who)
    {
        if (Held.TryGetValue(who, out var until) && Hour < until)
        {
            Held.Remove(who);
            In.Add(who);
        }
    }

    /// <summary>Those whose time is over go to the end, in the order in which they stood; then the next ones are asked.</summary>
    public void Expire(IEnumerable<int> inOrder)
    {
        foreach (var who in inOrder.Where(who => Held.TryGetValue(who, out var until) && until <= Hour).ToList())
        {
            Held.Remove(who);
            Queue.Add(who);
        }

        MoveUp();
    }

    private bool Fits(int who) =>
        organisationOf(who) is not { } organisation || In.Concat(Held.Keys).Count(other => organisationOf(other) == organisation) < Share;

    private void MoveUp()
    {
        while (Free > 0 && Queue.Exists(Fits))
        {
            Give(Queue.Find(Fits));
        }
    }

    private void Give(int who)
    {
        Queue.Remove(who);
        if (Offers && Hour < Closes)
        {
            Held[who] = Math.Min(Hour + OfferHours, Closes);
        }
        else
        {
            In.Add(who);
        }
    }
}
