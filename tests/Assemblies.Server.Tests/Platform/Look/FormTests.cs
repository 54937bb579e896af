using Assemblies.Domain;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace Assemblies.Server.Tests.Platform.Look;

public sealed class FormTests
{
    private enum Way
    {
        OnSite,
        Online,
    }

    [TestCase("2027-10-06")]
    [TestCase("6 October 2027")]
    [TestCase("06 October 2027")]
    [TestCase("6 oct 2027")]
    [TestCase("Wednesday 6 October 2027")]
    [TestCase("6.10.2027")]
    [TestCase("06.10.2027")]
    [TestCase("6/10/2027")]
    [TestCase("  6 October 2027 ")]
    public void A_date_is_read_as_people_write_it(string typed) =>
        Assert.That(Typed(("on", typed)).Date("on"), Is.EqualTo(new LocalDate(2027, 10, 6)));

    [TestCase("tomorrow")]
    [TestCase("31 February 2027")]
    [TestCase("6 October")]
    [TestCase("Monday 6 October 2027")]
    [TestCase("1 December 9999")]
    public void What_is_no_date_is_said_beside_the_field_and_nothing_is_sent(string typed)
    {
        var form = Typed(("on", typed));

        Assert.That(form.Date("on"), Is.Null);
        Assert.That(form.IsUnreadable);

        form.RefuseUnreadable(RequestErrors.Invalid.Fields);

        Assert.That(form.Wrongs, Is.EqualTo([new Wrong("on", "Enter a date, for example 6 October 2027")]));
        Assert.That(form.WrongAt("on"), Is.EqualTo("Enter a date, for example 6 October 2027"));
        Assert.That(form.Standing("on", "before"), Is.EqualTo(typed), "what was typed stays");
    }

    [Test]
    public void Nothing_typed_is_nothing_and_not_wrong()
    {
        var form = Typed(("on", " "), ("at", ""), ("seats", ""));

        Assert.That(
            (form.Date("on"), form.Time("at"), form.Number("seats"), form.Chosen<Way>("way")),
            Is.EqualTo(default((LocalDate?, LocalTime?, int?, Way?)))
        );
        Assert.That(form.IsUnreadable, Is.False);
    }

    [Test]
    public void Numbers_times_and_choices_are_read()
    {
        var form = Typed(("seats", "1 200"), ("at", "9:05"), ("latitude", "46,05"), ("way", "onSite"));

        Assert.Multiple(() =>
        {
            Assert.That(form.Number("seats"), Is.EqualTo(1200));
            Assert.That(form.Time("at"), Is.EqualTo(new LocalTime(9, 5)));
            Assert.That(form.Real("latitude"), Is.EqualTo(46.05));
            Assert.That(form.Chosen<Way>("way"), Is.EqualTo(Way.OnSite));
            Assert.That(form.IsUnreadable, Is.False);
        });
    }

    [TestCase("36500", 36500)]
    [TestCase("36,500", 36500)]
    [TestCase("36.500", 36500)]
    [TestCase("36 500", 36500)]
    [TestCase("36\u00a0500", 36500)]
    [TestCase("1,236,500", 1236500)]
    [TestCase("-30", -30)]
    public void A_whole_number_is_read_also_with_its_thousands_apart(string typed, int number) =>
        Assert.That(Typed(("euros", typed)).Number("euros"), Is.EqualTo(number));

    [TestCase("98.50", "Enter a whole number, without decimals")]
    [TestCase("98,5", "Enter a whole number, without decimals")]
    [TestCase("36.5000", "Enter a whole number, without decimals")]
    [TestCase("1,23,500", "Enter a whole number in digits")]
    [TestCase("1.236,500", "Enter a whole number in digits")]
    [TestCase("1 2", "Enter a whole number in digits")]
    [TestCase("many", "Enter a whole number in digits")]
    [TestCase("99999999999", "This number is too large: enter at most 2,147,483,647")]
    public void What_is_no_whole_number_is_told_why(string typed, string why)
    {
        var form = Typed(("euros", typed));
        form.Number("euros");
        Assert.That(form.IsUnreadable);

        form.RefuseUnreadable(RequestErrors.Invalid.Fields);

        Assert.That(form.WrongAt("euros"), Is.EqualTo(why));
    }

    [Test]
    public void What_cannot_be_read_is_said_together_with_what_else_is_wrong_on_the_page_each_field_once()
    {
        var form = Typed(("from", "soon"), ("seats", "99999999999"), ("city", ""));
        foreach (var field in new[] { "city", "from", "seats" })
        {
            form.Shows(field);
        }

        Assert.That((form.Date("from"), form.Number("seats")), Is.EqualTo((default(LocalDate?), int.MaxValue)));
        form.RefuseUnreadable(
            new Dictionary<string, string[]>(StringComparer.Ordinal)
            {
                ["seats"] = ["Enter a number from 0 to 100,000."],
                ["from"] = ["Name the first day."],
                ["city"] = ["Name the city."],
                ["item.minutes"] = ["Not a field of this page."],
            }
        );

        Assert.That(
            form.Wrongs.Select(wrong => wrong.Message),
            Is.EqualTo(["Name the city.", "Enter a date, for example 6 October 2027", "Enter a number from 0 to 100,000."])
        );
    }

    [TestCase("7")]
    [TestCase("byCar")]
    public void A_choice_that_was_not_offered_is_none(string typed)
    {
        var form = Typed(("way", typed));

        Assert.That(form.Chosen<Way>("way"), Is.Null);
        Assert.That(form.IsUnreadable);
    }

    [Test]
    public void A_refusal_is_said_in_the_order_of_the_page_and_a_field_is_found_without_regard_to_case()
    {
        var form = Typed(("city", ""), ("dates[0].from", ""));
        form.Shows("city");
        form.Shows("dates[0].from");

        form.Refuse(
            new Error("request.invalid", ErrorKind.Invalid, "Some fields are missing or wrong.")
            {
                Fields = new Dictionary<string, string[]>(StringComparer.Ordinal)
                {
                    ["elsewhere"] = ["Not on this page"],
                    ["dates[0].From"] = ["Enter the first day"],
                    ["city"] = ["Enter the city"],
                },
            }
        );

        Assert.Multiple(() =>
        {
            Assert.That(
                form.Wrongs.Select(wrong => wrong.Message),
                Is.EqualTo(["Enter the city", "Enter the first day", "Not on this page"])
            );
            Assert.That(form.WrongAt("dates[0].from"), Is.EqualTo("Enter the first day"));
            Assert.That(form.IdOf("dates[0].from"), Is.EqualTo("propose-dates-0--from"));
        });
    }

    [Test]
    public void The_key_that_came_stays_until_it_is_used_up_and_a_new_form_gets_a_new_one()
    {
        var form = Typed((Idempotency.Field, "the key"));
        form.Refuse(RequestErrors.Invalid);
        Assert.That(form.Key, Is.EqualTo("the key"), "a refusal uses up nothing");

        form.Renew();
        Assert.That(form.Key, Is.Not.EqualTo("the key"));

        var (one, other) = (new Form("propose"), new Form("propose"));
        Assert.That(one.Key, Is.Not.EqualTo(other.Key));
    }

    [Test]
    public void A_form_whose_key_was_used_for_other_answers_says_so_in_words_for_people_and_can_be_sent_anew()
    {
        var form = Typed((Idempotency.Field, "the key"));
        form.Refuse(RequestErrors.KeyReused);

        Assert.That(form.Refusal!.Message, Does.StartWith("This form was sent before with other answers."));
        Assert.That(form.Key, Is.Not.EqualTo("the key"));
    }

    [TestCase("/assemblies/GA-2027-1?tab=2#x", ExpectedResult = true)]
    [TestCase("/", ExpectedResult = true)]
    [TestCase("//evil.example", ExpectedResult = false)]
    [TestCase("/\\evil.example", ExpectedResult = false)]
    [TestCase("https://evil.example", ExpectedResult = false)]
    [TestCase("javascript:alert(1)", ExpectedResult = false)]
    [TestCase("/a\r\nSet-Cookie: x=y", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    [TestCase(null, ExpectedResult = false)]
    public bool A_way_back_leads_into_this_site_only(string? address) => Addresses.IsOurs(address);

    private static Form Typed(params (string Field, string Text)[] typed) =>
        new("propose", new FormCollection(typed.ToDictionary(it => it.Field, it => new StringValues(it.Text), StringComparer.Ordinal)));
}
