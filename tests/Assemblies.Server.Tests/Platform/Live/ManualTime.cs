namespace Assemblies.Server.Tests.Platform.Live;

/// <summary>Time that passes when a test says so: what waits for it goes on then.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Waiting> waiting = [];

    /// <summary>Whether anybody waits.</summary>
    public bool IsWaitedFor
    {
        get
        {
            lock (gate)
            {
                return waiting.Count > 0;
            }
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, () => callback(state));
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            timer.Change(dueTime, period);
        }

        return timer;
    }

    /// <summary>All who wait have waited long enough.</summary>
    public void Pass()
    {
        List<Waiting> due;
        lock (gate)
        {
            due = [.. waiting];
            waiting.Clear();
        }

        due.ForEach(timer => timer.Ring());
    }

    private sealed class Waiting(ManualTime time, Action ring) : ITimer
    {
        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.waiting.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time.waiting.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.gate)
            {
                time.waiting.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
