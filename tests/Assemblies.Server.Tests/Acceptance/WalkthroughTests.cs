using Assemblies.Server.Platform.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Assemblies.Server.Tests.Acceptance;

/// <summary>Runs the very file that newcomers run, so that it cannot rot; twice on the same data. The longest of all: its folder begins first.</summary>
public sealed class WalkthroughTests
{
    [Test]
    [Category("Time")]
    public async Task The_walkthrough_goes_from_the_call_for_hosts_to_day_1_in_session_and_can_be_run_again()
    {
        // The walkthrough moves business time itself: the service's own clock, not the tests' fake.
        await using var service = await DemoNetwork.Start(
            settings: "--Jobs:Run=true",
            also: builder =>
                builder.Services.Replace(ServiceDescriptor.Singleton<IClock>(provider => provider.GetRequiredService<BusinessClock>()))
        );
        var first = await Run(service.Address);
        var second = await Run(service.Address);
        Assert.That(
            new[] { first, second },
            Is.EqualTo(
                new[]
                {
                    "GA-2027-1 is closed: its minutes are approved by GA-2027-2 and signed. Invitations: 159 decided, 159 taken by the mail server.",
                    "GA-2028-1 is closed: its minutes are approved by GA-2028-2 and signed. Invitations: 159 decided, 159 taken by the mail server.",
                }
            )
        );
    }

    private static async Task<string> Run(Uri address)
    {
        var ended = await Programs.Run(
            Repository.Root.FullName,
            "",
            Repository.PathOf("docs", "walkthrough.sh"),
            address.ToString().TrimEnd('/')
        );
        Assert.That(ended.Code, Is.Zero, ended.Output + ended.Errors);
        return ended.Output.TrimEnd().Split('\n')[^1];
    }
}
