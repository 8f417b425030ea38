using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Tests.Manager;

namespace OptionsSdk.Tests.UserTypes;

/// <summary>Options of users' types at every door.</summary>
public sealed class UserTypeTests
{
    private static readonly Rule Whole = new("*.example", 5, Verdict.Deny | Verdict.Report, "new", ["b", "a"], Verdict.Report, 2.50m, new Window { From = new(8, 0), To = new(17, 30) });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_written_value_is_read_here_and_in_another_process()
    {
        await using var fixture = Process();
        await User(fixture).SetRuleAsync(Whole, cancellationToken: Token);
        await using var other = Process(fixture);
        await other.Store.StartAsync(Token);
        await ManagerFixture.UntilAsync(() => User(other).Rule.Weight == 5);
        foreach (var rule in new[] { User(fixture).Rule, User(other).Rule })
        {
            Assert.Equal(Whole, rule);
            Assert.Equal(["b", "a"], rule.Hosts);
            Assert.Equal((Verdict.Report, 2.5m, new TimeOnly(17, 30)), (rule.Override!.Value, rule.Cost, rule.Window!.Value.To));
        }
    }

    [Fact]
    public async Task Canonical_json_has_every_member_in_the_words_of_options()
    {
        await using var fixture = Process();
        await User(fixture).SetRuleAsync(Whole, cancellationToken: Token);
        Assert.Equal(
            """{"pattern":"*.example","weight":5,"verdict":"Deny, Report","note":"new","hosts":["b","a"],"override":"Report","cost":2.5,"window":{"from":"08:00:00","to":"17:30:00"}}""",
            Stored(fixture, "user.rule"));
        await User(fixture).SetRuleAsync(new Rule("ü", 0), cancellationToken: Token);
        Assert.Equal("""{"pattern":"ü","weight":0,"verdict":"Allow","note":null,"hosts":[],"override":null,"cost":1.5,"window":null}""", Stored(fixture, "user.rule"));
    }

    [Fact]
    public async Task Lists_and_dictionaries_hold_users_types()
    {
        await using var fixture = Process();
        await User(fixture).SetRulesAsync([new("a"), new("b", 2)], cancellationToken: Token);
        await User(fixture).SetListAsync([new("c", 3)], cancellationToken: Token);
        await User(fixture).SetByNameAsync(new Dictionary<string, Rule> { ["z"] = new("d", 4), ["a"] = new("e", 5) }, cancellationToken: Token);
        await User(fixture).SetWindowAsync(new Window { From = new(1, 0), To = new(2, 0) }, cancellationToken: Token);
        await User(fixture).SetTreeAsync(new("1", [new("2", [new("3")]), new("4")]), cancellationToken: Token);
        Assert.Equal([new("a"), new("b", 2)], User(fixture).Rules);
        Assert.Equal([new("c", 3)], User(fixture).List);
        Assert.Equal(["a", "z"], User(fixture).ByName.Keys);
        Assert.Equal(new Rule("d", 4), User(fixture).ByName["z"]);
        Assert.Equal(new TimeOnly(2, 0), User(fixture).Window!.Value.To);
        Assert.Equal(["2", "4"], User(fixture).Tree.Children.Select(static node => node.Name));
        Assert.Equal("3", User(fixture).Tree.Children[0].Children[0].Name);
    }

    [Fact]
    public async Task A_generic_type_is_a_type_like_others()
    {
        await using var fixture = Process();
        await User(fixture).SetPageAsync(new([new("a"), new("b")], [new("c")]), cancellationToken: Token);
        Assert.Equal([new("a"), new("b")], User(fixture).Page.Items);
        Assert.Equal([new("c")], User(fixture).Page.More!.Value);
        var exception = await Assert.ThrowsAsync<OptionValueException>(async () => await User(fixture).SetPageAsync(new([], default(ImmutableArray<Rule>)), cancellationToken: Token));
        Assert.Equal("The value makes Page throw InvalidOperationException when it is read.", exception.Problem);
    }

    [Fact]
    public async Task An_equal_value_is_no_change()
    {
        await using var fixture = Process();
        var changes = new List<string>();
        using var subscription = fixture.Manager.OnChange(change => { lock (changes) { changes.Add(change.Key); } });
        await User(fixture).SetRuleAsync(Whole with { Cost = 2.5m, Hosts = [] }, cancellationToken: Token);
        await User(fixture).SetRuleAsync(Whole with { Cost = 2.500m, Hosts = default }, cancellationToken: Token);
        await User(fixture).SetQuotaAsync(new(1) { PerRegion = ImmutableDictionary<string, double>.Empty.Add("b", 1).Add("a", 2) }, cancellationToken: Token);
        Assert.Equal("""{"limit":1,"per-region":{"a":2,"b":1},"hard":false,"extra":null}""", Stored(fixture, "user.quota"));
        await User(fixture).SetQuotaAsync(new(1) { PerRegion = ImmutableDictionary.Create<string, double>(StringComparer.OrdinalIgnoreCase).Add("a", 2).Add("b", 1) }, cancellationToken: Token);
        await fixture.StoreRawAsync("user.quota", """{"hard":false,"per-region":{"b":1.0,"a":2},"limit":1}""");
        await User(fixture).SetTreeAsync(new("end"), cancellationToken: Token);
        await ManagerFixture.UntilAsync(() => { lock (changes) { return changes.Contains("user.tree"); } });
        Assert.Equal(["user.rule", "user.quota", "user.tree"], changes);
    }

    [Fact]
    public async Task A_value_is_exactly_of_the_type_and_nobody_can_change_it()
    {
        await using var fixture = Process();
        var special = new SpecialQuota(7) { PerRegion = ImmutableDictionary<string, double>.Empty, Counter = 1, Extra = JsonElement.Parse("{\"a\":1}") };
        await User(fixture).SetQuotaAsync(special, cancellationToken: Token);
        Assert.Equal(typeof(Quota), User(fixture).Quota.GetType());
        Assert.Equal((7, 1), (User(fixture).Quota.Limit, User(fixture).Quota.Extra!.Value.GetProperty("a").GetInt32()));
        using var scope = fixture.Manager.Override(UserOptions.Keys.Quota, special);
        Assert.NotSame(special, User(fixture).Quota);
        Assert.Equal(typeof(Quota), User(fixture).Quota.GetType());
    }

    [Theory]
    [InlineData("""{"pattern":"a"}""", "a*1")]
    [InlineData("""{"weight":3,"pattern":"a","unknown":{"x":[1]}}""", "a*3")]
    [InlineData("""{"pattern":"a","hosts":[],"verdict":2}""", "a*1")]
    public async Task Stored_values_of_another_version_of_the_type_stay_valid(string json, string title)
    {
        await using var fixture = Process();
        await fixture.StoreRawAsync("user.rule", json);
        Assert.Equal(title, User(fixture).Rule.Title);
        Assert.Equal([], User(fixture).Rule.Hosts);
        Assert.Equal(1.5m, User(fixture).Rule.Cost);
        Assert.Empty(fixture.Manager.InvalidValues);
    }

    [Theory]
    [InlineData("""{"weight":3}""", "has no member 'pattern', which Rule requires")]
    [InlineData("""{"pattern":null}""", "has a member 'pattern' that must be a text")]
    [InlineData("""{"pattern":5}""", "has a member 'pattern' that must be a text")]
    [InlineData("""{"pattern":"a","pattern":"a"}""", "has the member 'pattern' twice")]
    [InlineData("""{"pattern":"a","weight":1.5}""", "has a member 'weight' that must be a whole number from -2147483648 to 2147483647")]
    [InlineData("""{"pattern":"a","verdict":"Denied"}""", "has a member 'verdict' that must be a list, separated by commas, of Allow, Deny, Report")]
    [InlineData("""{"pattern":"a","verdict":8}""", "has a member 'verdict' that must be a list, separated by commas, of Allow, Deny, Report")]
    [InlineData("""{"pattern":"a","hosts":null}""", "has a member 'hosts' that must be a list: a JSON array")]
    [InlineData("""{"pattern":"a","hosts":["a",null]}""", "has a member 'hosts' that has an item (number 2) that must be a text")]
    [InlineData("""{"pattern":"a","window":{"from":"08:00"}}""", "has a member 'window' that has no member 'to', which Window requires")]
    [InlineData("""{"Pattern":"a"}""", "has no member 'pattern', which Rule requires")]
    [InlineData("""["a"]""", "must be a Rule: a JSON object")]
    [InlineData("null", "must be a Rule: a JSON object")]
    [InlineData("""{"pattern":"a","weight":101}""", "is refused: must not weigh more than 100")]
    public async Task A_stored_value_that_does_not_fit_keeps_the_last_good_one(string json, string error)
    {
        await using var fixture = Process();
        await User(fixture).SetRuleAsync(Whole, cancellationToken: Token);
        await fixture.StoreRawAsync("user.rule", json);
        Assert.Equal(Whole, User(fixture).Rule);
        var invalid = Assert.Single(fixture.Manager.InvalidValues);
        Assert.Equal(("user.rule", error), (invalid.Option.Key, invalid.Error));
    }

    [Theory]
    [InlineData("""{"limit":1,"per-region":{},"unknown":1}""", "has a member that Quota does not know; it knows limit, per-region, hard, extra")]
    [InlineData("""{"limit":1}""", "has no member 'per-region', which Quota requires")]
    [InlineData("""{"per-region":{}}""", "has no member 'limit', which Quota requires")]
    [InlineData("""{"limit":-1,"per-region":{}}""", "makes Quota throw ArgumentOutOfRangeException when it is made")]
    [InlineData("""{"limit":1,"per-region":{"a":"x"}}""", "has a member 'per-region' that has an entry (number 1) whose value must be a finite number from -1.7976931348623157E+308 to 1.7976931348623157E+308")]
    [InlineData("""{"limit":1,"per-region":{"a":1,"a":1}}""", "has a member 'per-region' that must not have two entries with the same key")]
    public async Task A_type_that_is_strict_about_itself_is_obeyed(string json, string error)
    {
        await using var fixture = Process();
        await fixture.StoreRawAsync("user.quota", json);
        Assert.Equal(1, User(fixture).Quota.Limit);
        Assert.Equal(error, Assert.Single(fixture.Manager.InvalidValues).Error);
    }

    [Theory]
    [InlineData("""{"PATTERN":"a","Weight":2,"verdict":"Deny"}""", null)]
    [InlineData("""{"pattern":"a","Pattern":"a"}""", "has the member 'pattern' twice")]
    [InlineData("""{"pattern":"a","weight":"2"}""", "has a member 'weight' that must be a whole number from -2147483648 to 2147483647")]
    [InlineData("""{"pattern":"a","wieght":2}""", "has a member that Rule does not know; it knows pattern, weight, verdict, note, hosts, override, cost, window")]
    public void Names_are_compared_and_unknown_ones_refused_as_the_context_says(string json, string? expected)
    {
        Assert.Equal(expected is null, OptionJson.TryReadJson(OptionCodecs.Of<Rule>(StrictJson.Default), json, out var rule, out var error));
        Assert.Equal(expected, error);
        Assert.Equal(expected is null ? new Rule("a", 2, Verdict.Deny) : null, rule);
    }

    [Fact]
    public async Task A_value_that_code_made_wrong_is_refused_by_member()
    {
        await using var fixture = Process();
        Assert.Equal("The value has a member 'pattern' that must be a text.", await RefusalAsync(User(fixture), new Rule(null!)));
        Assert.Equal("The value has a member 'pattern' that must not contain an unpaired surrogate.", await RefusalAsync(User(fixture), new Rule("\ud800")));
        Assert.Equal("The value has a member 'verdict' that must be a list, separated by commas, of Allow, Deny, Report.", await RefusalAsync(User(fixture), new Rule("a", Verdict: (Verdict)64)));
        Assert.Equal("The value must not be null.", await RefusalAsync(User(fixture), null!));
        Assert.Equal("The value is refused: must not weigh more than 100.", await RefusalAsync(User(fixture), new Rule("a", 101)));
        Assert.Equal("none*1", User(fixture).Rule.Title);
    }

    [Fact]
    public async Task A_value_that_is_nested_too_deeply_is_refused()
    {
        await using var fixture = Process();
        var tree = new Node("leaf");
        for (var level = 0; level < OptionLimits.MaximumValueDepth; level++)
        {
            tree = new Node("inner", [tree]);
        }

        var exception = await Assert.ThrowsAsync<OptionValueException>(async () => await User(fixture).SetTreeAsync(tree, cancellationToken: Token));
        Assert.Equal("The value must not be nested deeper than 16 levels.", exception.Problem);
    }

    [Fact]
    public async Task Settings_give_a_value_as_a_section_or_as_one_text()
    {
        var settings = new ReloadableSettings().With(
            ("user:rule:PATTERN", "a"),
            ("user:rule:weight", " 7 "),
            ("user:rule:verdict", "deny, report"),
            ("user:rule:hosts:0", "x"),
            ("user:rule:hosts:1", "y"),
            ("user:rule:override", ""),
            ("user:rule:window:from", "08:00"),
            ("user:rule:window:to", "09:00"),
            ("user:rule:unknown:deep", "ignored"),
            ("user:rules:0:pattern", "b"),
            ("user:rules:1", """{"pattern":"c","weight":2}"""),
            ("user:by-name", """{"d":{"pattern":"d"}}"""),
            ("user:tree:name", "1"),
            ("user:tree:children:0:name", "2"),
            ("user:quota:limit", "3"),
            ("user:quota:per-region:eu", "0.5"));
        await using var fixture = Process(settings: settings);
        Assert.Equal(new Rule("a", 7, Verdict.Deny | Verdict.Report), User(fixture).Rule);
        Assert.Equal(["x", "y"], User(fixture).Rule.Hosts);
        Assert.Equal((null, new TimeOnly(8, 0)), (User(fixture).Rule.Override, User(fixture).Rule.Window!.Value.From));
        Assert.Equal(["b*1", "c*2"], User(fixture).Rules.Select(static rule => rule.Title));
        Assert.Equal("d", User(fixture).ByName["d"].Pattern);
        Assert.Equal("2", Assert.Single(User(fixture).Tree.Children).Name);
        Assert.Equal((3, 0.5), (User(fixture).Quota.Limit, User(fixture).Quota.PerRegion["eu"]));
        Assert.Equal(OptionSource.Disk, fixture.Manager.Explain("user.rule").Source);
    }

    [Theory]
    [InlineData("weight", "x", "has a member 'weight' that must be a whole number from -2147483648 to 2147483647")]
    [InlineData("hosts:a", "x", "has a member 'hosts' that must be a list: a section whose children are numbered from 0")]
    [InlineData("window:from", "x", "has a member 'window' that has a member 'from' that must be a time of day such as 08:30 or 08:30:15.25")]
    [InlineData("weight:x", "1", "has a member 'weight' that must be a single value (integer), not a section")]
    public void A_section_that_does_not_fit_is_refused_by_member(string path, string text, string error)
    {
        var exception = Assert.Throws<OptionSettingsException>(() => Process(settings: new ReloadableSettings().With(("user:rule:pattern", "a"), ($"user:rule:{path}", text))));
        Assert.Equal($"The value in settings {error}.", exception.Problem);
    }

    [Fact]
    public async Task Text_is_json()
    {
        await using var fixture = Process();
        await fixture.Manager.SetTextAsync("user.rule", """ { "pattern" : "a" , "weight" : 2 } """, cancellationToken: Token);
        Assert.Equal("a*2", User(fixture).Rule.Title);
        await Assert.ThrowsAsync<OptionValueException>(async () => await fixture.Manager.SetTextAsync("user.rule", "a", cancellationToken: Token));
    }

    [Fact]
    public async Task A_change_has_the_old_value_and_the_new_one()
    {
        await using var fixture = Process();
        await using var watch = User(fixture).WatchRule(Token).GetAsyncEnumerator(Token);
        var next = watch.MoveNextAsync();
        await User(fixture).SetRuleAsync(new("a", 2), cancellationToken: Token);
        Assert.True(await next);
        Assert.Equal(("none*1", "a*2"), (watch.Current.OldValue.Title, watch.Current.NewValue.Title));
    }

    [Fact]
    public async Task Explain_shows_canonical_json_but_none_of_a_credential()
    {
        await using var fixture = Process();
        await User(fixture).SetRuleAsync(new("shown"), cancellationToken: Token);
        await User(fixture).SetSecretAsync(new("hunter2"), cancellationToken: Token);
        await fixture.StoreRawAsync("user.secret", """{"pattern":"hunter3","weight":"hunter4"}""");
        Assert.Contains("{\"pattern\":\"shown\",\"weight\":1", fixture.Manager.Explain("user.rule").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", fixture.Manager.Explain("user.secret").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", Assert.Single(fixture.Manager.InvalidValues).Error, StringComparison.Ordinal);
    }

    private static ManagerFixture Process(ManagerFixture? other = null, ReloadableSettings? settings = null) =>
        new(other?.Server, settings, new OptionRegistry().Add<UserOptions>());

    private static UserOptions User(ManagerFixture fixture) => fixture.Manager.Group<UserOptions>();

    private static string? Stored(ManagerFixture fixture, string key) => fixture.Store.Image.Find(key)?.Value;

    private static async Task<string> RefusalAsync(UserOptions options, Rule rule) =>
        (await Assert.ThrowsAsync<OptionValueException>(async () => await options.SetRuleAsync(rule, cancellationToken: Token))).Problem;
}
