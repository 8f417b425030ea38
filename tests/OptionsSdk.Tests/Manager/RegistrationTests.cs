using System.Collections.Immutable;
using System.Text.Json;
using OptionsSdk.Codecs;
using OptionsSdk.Errors;
using OptionsSdk.Generated;
using OptionsSdk.Store;
using Find = OptionsSdk.Generated.Codecs;

namespace OptionsSdk.Tests.Manager;

public sealed class RegistrationTests
{
    private static OptionManager Empty() => new(new OptionRegistry());

    [Fact]
    public void S1_a_definition_says_key_type_default_and_flags()
    {
        var manager = Empty();
        manager.Register("foo", 7, OptionFlags.Required, "Seven.");
        var option = manager.LookupKey("foo");
        Assert.Equal(("foo", typeof(int), OptionFlags.Required, "Seven.", true), (option.Key, option.ValueType, option.Flags, option.Description, option.HasDefault));
    }

    [Fact]
    public void S2_the_name_of_a_cache_entry_is_o_and_the_md5_of_the_key()
    {
        Assert.Equal("o:acbd18db4cc2f85cedef654fccc4a4d8", OptionCacheKey.For("foo"));
        Assert.Equal("o:9a88f39227675222bea953ff77d1737d", OptionCacheKey.For("sentry:foo"));
        Assert.Equal("o:117d530a18abb8929daeeb25451842b9", OptionCacheKey.For("system.url-prefix"));
        Assert.Equal("o:1b22083ddca13c6528e3b286fcadc3e1", OptionCacheKey.For("nostore"));
        Assert.Equal("o:c3657b66c60a307292aae11f07b04ae7", OptionCacheKey.For("ключ"));
    }

    [Fact]
    public void S5_two_managers_share_no_registrations()
    {
        var (first, second) = (Empty(), Empty());
        first.Register("foo", "");
        Assert.Throws<OptionUnknownException>(() => second.LookupKey("foo"));
    }

    [Fact]
    public void S6_two_managers_have_instances_of_their_own()
    {
        var registry = new OptionRegistry().Add<TestOptions>();
        Assert.NotSame(new OptionManager(registry).Group<TestOptions>(), new OptionManager(registry).Group<TestOptions>());
    }

    [Fact]
    public void S7_flags_are_the_bits_that_Sentry_uses()
    {
        Assert.Equal(
            [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096],
            new[]
            {
                OptionFlags.Default, OptionFlags.Immutable, OptionFlags.NoStore, OptionFlags.StoreOnly, OptionFlags.Required, OptionFlags.PrioritizeDisk,
                OptionFlags.AllowEmpty, OptionFlags.Credential, OptionFlags.AdminModifiable, OptionFlags.Rate, OptionFlags.Bool,
                OptionFlags.AutomatorModifiable, OptionFlags.Scalar,
            }.Select(flag => (int)flag));
        Assert.Equal((768, 1280, 4352), ((int)OptionFlags.ModifiableRate, (int)OptionFlags.ModifiableBool, (int)OptionFlags.ModifiableScalar));
    }

    [Fact]
    public void S8_a_key_cannot_be_registered_twice()
    {
        var manager = Empty();
        manager.Register("foo", 1);
        var error = Assert.Throws<OptionRegistrationException>(() => manager.Register("foo", "", (OptionFlags)(1 << 30)));
        Assert.Equal((OptionErrorIds.DuplicateOption, "foo"), (error.Id, error.Key));
    }

    [Fact]
    public void A_generated_key_cannot_be_registered_again()
    {
        var manager = new OptionManager(new OptionRegistry().Add<TestOptions>());
        var error = Assert.Throws<OptionRegistrationException>(() => manager.Register("test.port", 1));
        Assert.Contains(nameof(TestOptions), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void S9_the_type_is_the_type_of_the_default()
    {
        var manager = Empty();
        manager.Register("foo", 1.5);
        Assert.Equal(typeof(double), manager.LookupKey("foo").ValueType);
    }

    [Fact]
    public void S10_null_is_no_default()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register<string>("foo", null!));
        Assert.Equal(OptionErrorIds.InvalidDefault, error.Id);
    }

    [Fact]
    public void S11_a_default_that_breaks_its_own_rules_is_refused()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", 1.5, OptionFlags.Rate));
        Assert.Equal((OptionErrorIds.InvalidDefault, "foo"), (error.Id, error.Key));
    }

    [Fact]
    public void S13_a_failed_registration_changes_nothing()
    {
        var manager = Empty();
        Assert.Throws<OptionRegistrationException>(() => manager.Register("foo", 1, OptionFlags.NoStore | OptionFlags.StoreOnly));
        Assert.Empty(manager.All);
        manager.Register("foo", 1);
        Assert.Equal("foo", Assert.Single(manager.All).Key);
    }

    [Fact]
    public async Task S14_registration_touches_neither_database_nor_cache()
    {
        await using var fixture = new ManagerFixture();
        fixture.Manager.Register("foo", 1);
        fixture.Manager.Unregister("foo");
        Assert.Equal(0, fixture.Database.TotalCalls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Foo")]
    [InlineData("a b")]
    public void S15_a_key_outside_the_grammar_is_refused_at_registration(string key)
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register(key, 1));
        Assert.Equal((OptionErrorIds.InvalidKey, key), (error.Id, error.Key));
    }

    [Fact]
    public void T1_a_key_of_129_characters_is_refused_at_registration()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register(new string('a', 129), 1));
        Assert.Contains("129", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OptionFlags.NoStore | OptionFlags.StoreOnly)]
    [InlineData(OptionFlags.AdminModifiable | OptionFlags.NoStore)]
    [InlineData(OptionFlags.AdminModifiable | OptionFlags.Immutable)]
    [InlineData(OptionFlags.AdminModifiable | OptionFlags.Credential)]
    [InlineData(OptionFlags.AutomatorModifiable | OptionFlags.NoStore)]
    [InlineData(OptionFlags.AutomatorModifiable | OptionFlags.Immutable)]
    [InlineData(OptionFlags.AutomatorModifiable | OptionFlags.Credential)]
    [InlineData(OptionFlags.AutomatorModifiable | OptionFlags.Required)]
    [InlineData(OptionFlags.Rate | OptionFlags.Scalar)]
    [InlineData(OptionFlags.Rate | OptionFlags.Bool)]
    [InlineData(OptionFlags.Bool | OptionFlags.Scalar)]
    [InlineData((OptionFlags)(1 << 13))]
    public void T12_flags_that_contradict_each_other_are_refused(OptionFlags flags)
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", 1, flags));
        Assert.Equal((OptionErrorIds.InvalidFlags, "foo"), (error.Id, error.Key));
    }

    [Fact]
    public void A_flag_that_does_not_fit_the_type_is_refused()
    {
        Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", "x", OptionFlags.Rate));
        Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", 1, OptionFlags.Bool));
        Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", 1.0, OptionFlags.Scalar));
    }

    [Fact]
    public void Flags_that_fit_each_other_are_accepted()
    {
        var manager = Empty();
        manager.Register("a", true, OptionFlags.ModifiableBool | OptionFlags.AutomatorModifiable);
        manager.Register("b", "", OptionFlags.Credential | OptionFlags.PrioritizeDisk | OptionFlags.Required);
        manager.Register("c", "", OptionFlags.Immutable | OptionFlags.NoStore);
        Assert.Equal(3, manager.All.Count);
    }

    [Fact]
    public void A_type_without_codec_is_refused_by_name()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", new List<int>()));
        Assert.Equal(OptionErrorIds.UnsupportedType, error.Id);
        Assert.Contains("List", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_and_nullables_are_registered_without_a_codec()
    {
        var manager = Empty();
        Assert.Equal('x', manager.Get(manager.Register("letter", 'x')));
        Assert.Equal(7, manager.Get(manager.Register<int?>("number", 7)));
        Assert.Null(manager.Get(manager.Register<TimeSpan?>("pause", null)));
        Assert.Equal(string.Empty, manager.GetText("pause"));
    }

    [Fact]
    public void An_enumeration_without_a_codec_is_told_where_to_find_one()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", DayOfWeek.Monday));
        Assert.Equal((OptionErrorIds.UnsupportedType, "foo"), (error.Id, error.Key));
        Assert.DoesNotContain("enumeration", error.Rule, StringComparison.Ordinal);
        Assert.Contains("codec of an enumeration", error.Remedy, StringComparison.Ordinal);
        var manager = Empty();
        Assert.Equal(DayOfWeek.Monday, manager.Get(manager.Register("foo", DayOfWeek.Monday, codec: OptionCodecs.Enumeration<DayOfWeek>())));
    }

    [Fact]
    public void A_nullable_reference_type_is_refused_as_what_it_is()
    {
        var text = Find.For(default(Tag<string>));
        var number = Find.For(default(Tag<int>));
        var list = Find.For(default(Tag<IReadOnlyList<int>>), number);

        AssertNullable("System.String?", "an empty text is its empty value", Find.For(default(Tag<string>), text), "");
        AssertNullable("System.Uri?", "give it a default", Find.For(default(Tag<Uri>), Find.For(default(Tag<Uri>))), new("/a", UriKind.Relative));
        AssertNullable("IReadOnlyList`1[System.Int32]?", "an empty list of integer is its empty value", Find.For(default(Tag<IReadOnlyList<int>>), list), []);
        AssertNullable("System.String?", "an empty text is its empty value", Find.For(default(Tag<IReadOnlyList<string>>), Find.For(default(Tag<string>), text)), []);
        AssertNullable(
            "System.String?",
            "an empty text is its empty value",
            Find.For(default(Tag<IReadOnlyDictionary<int, string>>), number, Find.For(default(Tag<string>), text)),
            new Dictionary<int, string>());
    }

    [Fact]
    public void The_part_of_a_type_that_is_not_supported_is_the_one_that_is_named()
    {
        var number = Find.For(default(Tag<double>));
        var moment = Find.For(default(Tag<DateTime>));

        AssertUnsupported("The type 'System.DateTime' is not supported.", Find.For(default(Tag<DateTime?>), moment), null);
        AssertUnsupported("The type 'System.DateTime' is not supported.", Find.For(default(Tag<IReadOnlyList<DateTime>>), moment), []);
        AssertUnsupported("The type 'System.Object' is not supported.", Find.For(default(Tag<object>), Find.For(default(Tag<object>))), new());
        AssertUnsupported(
            "The type 'System.Double' cannot be the key of a dictionary.",
            Find.For(default(Tag<IReadOnlyDictionary<double, double>>), number, number),
            new Dictionary<double, double>());
        AssertUnsupported(
            "The type 'System.DateTime' is not supported.",
            Find.For(default(Tag<IReadOnlyDictionary<DateTime, double>>), moment, number),
            new Dictionary<DateTime, double>());
    }

    [Fact]
    public void A_default_that_no_store_could_hold_is_refused()
    {
        var texts = Find.For(default(Tag<IReadOnlyList<string>>), Find.For(default(Tag<string>)));
        var any = Find.For(default(Tag<IReadOnlyList<JsonElement>>), Find.For(default(Tag<JsonElement>)));
        var array = Find.For(default(Tag<ImmutableArray<string>>), Find.For(default(Tag<string>)));

        AssertLimit("larger than 65536 bytes", new string('x', OptionLimits.MaximumValueBytes - 1));
        AssertLimit("larger than 65536 bytes", new string('\u0001', (OptionLimits.MaximumValueBytes / 6) + 1));
        AssertLimit("larger than 65536 bytes", new Uri("/" + new string('x', OptionLimits.MaximumValueBytes - 2), UriKind.Relative));
        AssertLimit("larger than 65536 bytes", [new string('x', OptionLimits.MaximumValueBytes)], texts);
        AssertLimit("larger than 65536 bytes", [new string('x', OptionLimits.MaximumValueBytes)], Find.For(default(Tag<ImmutableArray<string>?>), array));
        AssertLimit("nested deeper than 16 levels", [JsonElement.Parse(new string('[', 16) + new string(']', 16))], any);
    }

    [Fact]
    public void The_largest_default_that_a_store_can_hold_is_accepted()
    {
        var manager = Empty();
        manager.Register("text", new string('x', OptionLimits.MaximumValueBytes - 2));
        manager.Register("escaped", new string('\u0001', (OptionLimits.MaximumValueBytes - 2) / 6));
        manager.Register("uri", new Uri("/" + new string('x', OptionLimits.MaximumValueBytes - 3), UriKind.Relative));
        Assert.Equal(3, manager.All.Count);
    }

    [Fact]
    public async Task S17_unregistering_keeps_the_stored_value()
    {
        await using var fixture = new ManagerFixture();
        var key = fixture.Manager.Register("foo", 1);
        await fixture.Manager.SetAsync(key, 2, cancellationToken: ManagerFixture.Token);
        fixture.Manager.Unregister("foo");
        Assert.Throws<OptionUnknownException>(() => fixture.Manager.Get(key));
        Assert.Equal("2", fixture.Server.Rows["foo"].Value);
        Assert.Equal(["foo"], fixture.Manager.UnknownStoredKeys);
    }

    [Fact]
    public void S18_an_unknown_key_is_named()
    {
        var error = Assert.Throws<OptionUnknownException>(() => Empty().Unregister("foo"));
        Assert.Equal((OptionErrorIds.UnknownOption, "foo"), (error.Id, error.Key));
    }

    [Fact]
    public void S19_lookup_returns_the_registered_definition()
    {
        var manager = Empty();
        manager.Register("foo", 1);
        Assert.Same(manager.LookupKey("foo"), manager.LookupKey("foo"));
    }

    [Fact]
    public void S21_lookup_of_an_unregistered_key_fails() => Assert.Throws<OptionUnknownException>(() => Empty().LookupKey("sentry:foo"));

    [Fact]
    public void A_generated_option_cannot_be_unregistered()
    {
        var manager = new OptionManager(new OptionRegistry().Add<TestOptions>());
        var error = Assert.Throws<OptionRegistrationException>(() => manager.Unregister("test.port"));
        Assert.Equal(OptionErrorIds.GeneratedOption, error.Id);
        Assert.Equal(25, manager.Get(TestOptions.Keys.Port));
    }

    [Fact]
    public async Task A_later_registration_decodes_rows_that_are_stored_already()
    {
        await using var fixture = new ManagerFixture();
        await fixture.StoreRawAsync("later", "42");
        var key = fixture.Manager.Register("later", 1);
        Assert.Equal(42, fixture.Manager.Get(key));
    }

    [Fact]
    public async Task A_later_registration_is_followed()
    {
        await using var fixture = new ManagerFixture();
        var key = fixture.Manager.Register("later", 1);
        await fixture.StoreRawAsync("later", "42");
        Assert.Equal(42, fixture.Manager.Get(key));
    }

    [Fact]
    public void A_key_can_be_registered_again_with_another_type_after_unregistering()
    {
        var manager = Empty();
        manager.Register("foo", 1);
        manager.Unregister("foo");
        Assert.Equal("x", manager.Get(manager.Register("foo", "x")));
    }

    [Fact]
    public void T54_filter_finds_any_overlap_and_Default_finds_options_without_flags()
    {
        var manager = Empty();
        manager.Register("b", false);
        manager.Register("a", 1, OptionFlags.Required | OptionFlags.PrioritizeDisk);
        manager.Register("c", 1, OptionFlags.Required | OptionFlags.Default);
        Assert.Equal(["a", "b", "c"], manager.All.Select(option => option.Key));
        Assert.Equal(["a", "c"], manager.Filter(OptionFlags.Required | OptionFlags.Immutable).Select(option => option.Key));
        Assert.Equal(["b"], manager.Filter(OptionFlags.Default).Select(option => option.Key));
        Assert.Empty(manager.Filter(OptionFlags.Immutable));
    }

    [Fact]
    public void T13_HasAny_is_true_on_any_overlap_and_refuses_no_flag()
    {
        var manager = Empty();
        manager.Register("a", 1, OptionFlags.Required);
        Assert.True(manager.LookupKey("a").HasAny(OptionFlags.Required | OptionFlags.Immutable));
        Assert.False(manager.LookupKey("a").HasAny(OptionFlags.Immutable));
        Assert.Throws<ArgumentException>(() => manager.LookupKey("a").HasAny(OptionFlags.None));
    }

    [Fact]
    public async Task Registering_the_same_key_at_once_succeeds_once()
    {
        const int Keys = 300;
        var manager = Empty();
        using var start = new Barrier(2);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(number => Task.Factory.StartNew(
            () => Enumerable.Range(0, Keys).Count(key =>
            {
                start.SignalAndWait(ManagerFixture.Token);
                try
                {
                    manager.Register($"foo-{key}", number);
                    return true;
                }
                catch (OptionRegistrationException)
                {
                    return false;
                }
            }),
            ManagerFixture.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        Assert.Equal(Keys, outcomes.Sum());
        Assert.Equal(Keys, manager.All.Count);
    }

    [Fact]
    public async Task A_registration_that_another_one_overtakes_is_refused_by_name()
    {
        await using var fixture = new ManagerFixture();
        fixture.Settings.OnNextRead = () => fixture.Manager.Register("foo", 1);
        var error = Assert.Throws<OptionRegistrationException>(() => fixture.Manager.Register("foo", 2));
        Assert.Equal((OptionErrorIds.DuplicateOption, "foo"), (error.Id, error.Key));
        Assert.Equal(1, fixture.Manager.Get<int>("foo"));
    }

    [Fact]
    public async Task A_registration_that_an_install_overtakes_loses_neither()
    {
        await using var fixture = new ManagerFixture();
        var installed = 0;
        fixture.Settings.OnNextRead = () =>
        {
            fixture.StoreRawAsync("foo", "7").GetAwaiter().GetResult();
            fixture.StoreRawAsync("test.port", "443").GetAwaiter().GetResult();
            installed = fixture.Options.Port;
        };
        var key = fixture.Manager.Register("foo", 1);
        Assert.Equal((443, 443, 7), (installed, fixture.Options.Snapshot().Port, fixture.Manager.Get(key)));
    }

    [Fact]
    public async Task Registrations_that_race_with_installs_lose_neither()
    {
        const int Count = 200;
        await using var fixture = new ManagerFixture();
        var writer = Task.Run(async () =>
        {
            for (var number = 0; number < Count; number++)
            {
                await fixture.StoreRawAsync($"race-{number}", $"{number}");
            }
        },
        ManagerFixture.Token);
        var reload = Task.Run(() =>
        {
            for (var number = 0; number < Count; number++)
            {
                fixture.Settings.Replace(("test.port", $"{number + 1}"));
            }
        },
        ManagerFixture.Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(part => Task.Run(() =>
        {
            for (var number = part; number < Count; number += 4)
            {
                fixture.Manager.Register($"race-{number}", -1);
            }
        },
        ManagerFixture.Token)));
        await writer;
        await reload;
        Assert.Equal(Enumerable.Range(0, Count), Enumerable.Range(0, Count).Select(number => fixture.Manager.Get<int>($"race-{number}")));
        Assert.Equal((Count, Count), (fixture.Options.Port, fixture.Options.Snapshot().Port));
    }

    [Fact]
    public void Two_groups_that_declare_one_key_are_both_named()
    {
        var error = Assert.Throws<OptionRegistrationException>(() => new OptionManager(new OptionRegistry().Add<TestOptions>().Add<Twin>()));
        Assert.Equal((OptionErrorIds.DuplicateOption, "test.port"), (error.Id, error.Key));
        Assert.Contains(nameof(TestOptions), error.Problem, StringComparison.Ordinal);
        Assert.Contains(nameof(Twin), error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_is_added_twice_is_registered_once()
    {
        var registry = new OptionRegistry().Add<TestOptions>().Add<TestOptions>();
        Assert.Equal(typeof(TestOptions), Assert.Single(registry.Groups));
        Assert.Equal(25, new OptionManager(registry).Group<TestOptions>().Port);
    }

    [Fact]
    public void S7_no_flags_are_the_default_flag()
    {
        var manager = Empty();
        manager.Register("foo", 1, OptionFlags.None);
        Assert.Equal(OptionFlags.Default, manager.LookupKey("foo").Flags);
    }

    [Fact]
    public async Task A_later_registration_reads_settings_that_are_there_already()
    {
        await using var fixture = new ManagerFixture(settings: new ReloadableSettings().With(("later:number", "7")));
        Assert.Equal(7, fixture.Manager.Get(fixture.Manager.Register("later.number", 1)));
    }

    [Fact]
    public async Task A_manager_reads_a_store_that_is_loaded_already()
    {
        await using var fixture = new ManagerFixture();
        await fixture.Options.SetPortAsync(443, cancellationToken: ManagerFixture.Token);
        using var second = new OptionManager(new OptionRegistry().Add<TestOptions>(), fixture.Store);
        Assert.Equal(443, second.Get(TestOptions.Keys.Port));
    }

    /// <summary>A group as the generator writes it, left out of the assembly's own registry.</summary>
    private sealed class Twin : IOptionGroup<Twin>
    {
        public Span<int> Words32 => default;

        public Span<long> Words64 => default;

        public Span<object?> WordReferences => default;

        public static Twin Create(OptionGroupBinding binding) => new();

        public void Declare(OptionGroupDeclaration declaration) =>
            declaration.Option("test.port", OptionFlags.Default, Generated.Codecs.For(default(Tag<int>)), 1, new OptionWord(OptionWordKind.Bits32, 0));
    }

    private static void AssertNullable<T>(string type, string remedy, OptionCodec<T> codec, T value)
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", value, codec: codec));
        Assert.Equal((OptionErrorIds.UnsupportedType, "foo"), (error.Id, error.Key));
        Assert.EndsWith($"{type}' is a nullable reference type.", error.Problem, StringComparison.Ordinal);
        Assert.StartsWith("Make it non-nullable", error.Remedy, StringComparison.Ordinal);
        Assert.EndsWith($"{remedy}.", error.Remedy, StringComparison.Ordinal);
    }

    private static void AssertUnsupported<T>(string problem, OptionCodec<T> codec, T value)
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", value, codec: codec));
        Assert.Equal((OptionErrorIds.UnsupportedType, problem), (error.Id, error.Problem));
    }

    private static void AssertLimit<T>(string problem, T value, OptionCodec<T>? codec = null)
    {
        var error = Assert.Throws<OptionRegistrationException>(() => Empty().Register("foo", value, codec: codec));
        Assert.Equal((OptionErrorIds.InvalidDefault, "foo"), (error.Id, error.Key));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }
}
