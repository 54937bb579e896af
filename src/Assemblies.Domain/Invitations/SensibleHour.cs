using NodaTime;

namespace Assemblies.Domain.Invitations;

/// <summary>When a reminder may reach somebody: on working days, from 08:00 to 18:00 by the reader's own clock.</summary>
public static class SensibleHour
{
    /// <summary>The first hour.</summary>
    public static readonly LocalTime From = new(8, 0);

    /// <summary>The first hour that is too late.</summary>
    public static readonly LocalTime Until = new(18, 0);

    /// <summary>Whether it is such an hour for the reader.</summary>
    public static bool IsNow(Instant now, DateTimeZone reader)
    {
        var there = now.InZone(reader).LocalDateTime;
        return !IsWeekend(there.Date) && there.TimeOfDay >= From && there.TimeOfDay < Until;
    }

    /// <summary>The day a reminder goes out: so many days before, or the working day before that.</summary>
    /// <param name="due">The day it is about.</param>
    /// <param name="daysBefore">How many days before.</param>
    public static LocalDate DayFor(LocalDate due, int daysBefore)
    {
        var day = due.PlusDays(-daysBefore);
        return day.DayOfWeek switch
        {
            IsoDayOfWeek.Saturday => day.PlusDays(-1),
            IsoDayOfWeek.Sunday => day.PlusDays(-2),
            _ => day,
        };
    }

    private static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
}

/// <summary>What a reminder is about.</summary>
public enum ReminderKind
{
    /// <summary>Members ask for items until a day that is near.</summary>
    ItemsDue,

    /// <summary>The documents of a member's item are missing.</summary>
    DocumentsDue,

    /// <summary>A member's country update is missing.</summary>
    UpdatesDue,

    /// <summary>Registration closes, and somebody has not said whether they come.</summary>
    RegistrationDue,

    /// <summary>Tasks of the plan are due.</summary>
    TasksDue,

    /// <summary>The first meeting somebody comes to begins within a week.</summary>
    WeekBefore,

    /// <summary>It begins on the next day, or on the first after a weekend.</summary>
    DayBefore,
}
