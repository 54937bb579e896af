using System.Linq.Expressions;
using Assemblies.Domain.Meetings;

namespace Assemblies.Server.Platform.Security;

/// <summary>Who may read of what is for an audience: the one rule for meetings and sessions, in pages, API, feeds, mails and exports.</summary>
/// <remarks>
/// What is for a reader class is seen by it. The open programme is public too: what is not statutory and is for guests of the network, partners
/// or the Commission. A members' dinner is neither. Officers and the secretariat see more; that is said where they are asked for.
/// </remarks>
public static class AudienceRule
{
    private const Audience Guests = Audience.AssociatedPartners | Audience.Commission;

    private static readonly Expression<Func<Audience, Audience, bool, bool>> TheRule = (classes, audience, statutory) =>
        (audience & classes) != Audience.None || (!statutory && (audience & Guests) != Audience.None);

    private static readonly Func<Audience, Audience, bool, bool> Rule = TheRule.Compile();

    /// <summary>Whether readers of these classes may read of it.</summary>
    /// <param name="classes">Their classes; <see cref="Audience.Public"/> is always among them.</param>
    /// <param name="audience">Whom it is for.</param>
    /// <param name="statutory">Whether it lies in a day of the general assembly.</param>
    public static bool Sees(Audience classes, Audience audience, bool statutory) => Rule(classes, audience, statutory);

    /// <summary>The same for rows.</summary>
    /// <param name="classes">Their classes; <see cref="Audience.Public"/> is always among them.</param>
    /// <param name="audience">Whom a row is for.</param>
    /// <param name="statutory">Whether it lies in a day of the general assembly.</param>
    public static Expression<Func<T, bool>> Sees<T>(
        Audience classes,
        Expression<Func<T, Audience>> audience,
        Expression<Func<T, bool>> statutory
    )
    {
        var row = audience.Parameters[0];
        var body = TheRule.Body.With(TheRule.Parameters[0], Expression.Constant(classes));
        body = body.With(TheRule.Parameters[1], audience.Body);
        body = body.With(TheRule.Parameters[2], statutory.Body.With(statutory.Parameters[0], row));
        return Expression.Lambda<Func<T, bool>>(body, row);
    }

    /// <summary>Whether it is for readers of these classes by name, so that how to join by video is theirs to see: not for whoever may read of it.</summary>
    /// <param name="classes">Their classes.</param>
    /// <param name="audience">Whom it is for.</param>
    public static bool Invites(Audience classes, Audience audience) => (audience & classes & ~Audience.Public) != Audience.None;

    /// <summary>The expression with another one in the place of a parameter.</summary>
    internal static Expression With(this Expression body, ParameterExpression place, Expression value) => new Put(place, value).Visit(body);

    private sealed class Put(ParameterExpression place, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == place ? value : base.VisitParameter(node);
    }
}
