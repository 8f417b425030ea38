namespace OptionsSdk.Analyzers.Tests.Usage.Writes;

/// <summary>OSDK2007: what the runtime refuses, which is every type but the option's own.</summary>
public sealed class ValueTypeMismatchTests
{
    [Fact]
    public Task Another_type_is_found_where_it_is_written() => Mail.Body(
        """_ = options.Get<{|OSDK2007:long|}>("mail.port");""",
        """_ = options.Get<{|OSDK2007:int?|}>("mail.port");""",
        """_ = options.Get<{|OSDK2007:long|}>("mail.quota");""",
        """await options.SetAsync("mail.port", {|OSDK2007:25L|});""",
        """await options.SetAsync("mail.port", {|OSDK2007:"25"|});""",
        """await options.SetAsync(value: {|OSDK2007:1.5|}, key: "mail.port");""",
        """await options.SetAsync<{|OSDK2007:double|}>("mail.port", 25);""",
        """await options.SetAsync("mail.mode", {|OSDK2007:1|});""",
        """await options.SetAsync("mail.rate", {|OSDK2007:1|});""",
        """await options.SetAsync("mail.hosts", {|OSDK2007:new[] { "a" }|});""",
        """_ = new OptionKey<{|OSDK2007:long|}>("mail.port");""",
        """OptionKey<string> key = new({|OSDK2007:"mail.port"|}); _ = key;""",
        """var key = "mail.port"; _ = options.Get<{|OSDK2007:string|}>(key);""").FindsAsync();

    [Fact]
    public Task Wrappers_take_part() => Mail.Program(
        """
        public static class Wrappers
        {
            [OptionWrite]
            public static void Object([OptionKeyName] string key, [OptionValue] object? value) => _ = (key, value);

            public static T Read<TOther, [OptionValue] T>([OptionKeyName] string key) => default!;

            public static void Run()
            {
                Object("mail.port", {|OSDK2007:"25"|});
                Object("mail.port", 25);
                Object("mail.port", null);
                _ = Read<int, {|OSDK2007:string|}>("mail.port");
                _ = Read<string, int>("mail.port");
            }

            public static T Generic<T>(OptionManager options) => options.Get<T>("mail.port");
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_both_types() => Assert.Equal(
        ["The option 'mail.hosts' of 'MailOptions' has the type 'IReadOnlyList<string>', not 'List<string>'; use 'IReadOnlyList<string>'"],
        await Mail.Body("""_ = options.Get<{|OSDK2007:List<string>|}>("mail.hosts");""").MessagesAsync());

    [Fact]
    public Task The_type_of_an_option_in_a_library_is_known() => AnalyzerTest.Of(
        """
        public sealed class Program
        {
            public void Run(OptionManager options) => _ = options.Get<{|OSDK2007:long|}>("mail.port") + options.Get<int>("mail.port");
        }
        """).WithLibrary(Mail.Options).FindsAsync();

    [Fact]
    public Task The_options_own_type_is_right() => Mail.Body(
        """_ = options.Get<int>("mail.port");""",
        """_ = options.Get<string?>("mail.host");""",
        """_ = options.Get<long?>("mail.quota");""",
        """await options.SetAsync("mail.port", 25);""",
        """await options.SetAsync("mail.quota", (long?)25);""",
        """await options.SetAsync(MailOptions.Keys.Quota, 25);""",
        """await options.SetAsync("mail.mode", Mode.On);""",
        """await options.SetAsync<IReadOnlyList<string>>("mail.hosts", ["a"]);""",
        """await options.SetTextAsync("mail.port", "25");""",
        """_ = options.Get<long>(text);""",
        """_ = options.Get<long>(flag ? "mail.port" : "mail.mode");""").FindsAsync();

    [Fact]
    public Task A_write_that_is_forbidden_anyway_is_said_once() => Mail.Body(
        """await options.SetAsync({|OSDK2001:"mail.fixed"|}, "x");""").FindsAsync();
}
