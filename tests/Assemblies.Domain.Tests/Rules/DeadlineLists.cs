using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Rules;

/// <summary>Deadlines as they are once an assembly has moved or somebody set one, without the assembly.</summary>
internal static class DeadlineLists
{
    public static DeadlineList MovedTo(this DeadlineList list, LocalDate firstDay, LocalDate lastDay) =>
        DeadlineList.Of(list.Rules, firstDay, lastDay, list.ByHand());

    public static DeadlineList WithSet(this DeadlineList list, DeadlineKind kind, LocalDate date) =>
        DeadlineList.Of(list.Rules, list.FirstDay, list.LastDay, new Dictionary<DeadlineKind, LocalDate>(list.ByHand()) { [kind] = date });

    private static Dictionary<DeadlineKind, LocalDate> ByHand(this DeadlineList list) =>
        list.All.Where(d => d.IsSetByHand).ToDictionary(d => d.Kind, d => d.Date);
}
