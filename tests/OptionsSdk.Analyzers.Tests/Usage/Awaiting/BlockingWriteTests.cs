namespace OptionsSdk.Analyzers.Tests.Usage.Awaiting;

/// <summary>OSDK2011.</summary>
public sealed class BlockingWriteTests
{
    [Theory]
    [InlineData("var result = {|OSDK2011:mail.SetPortAsync(1).Result|}; Console.WriteLine(result.Revision);")]
    [InlineData("{|OSDK2011:mail.SetPortAsync(1).GetAwaiter().GetResult()|};")]
    [InlineData("{|OSDK2011:mail.SetPortAsync(1).AsTask().Wait()|};")]
    [InlineData("{|OSDK2011:mail.SetPortAsync(1).AsTask().Wait(TimeSpan.FromSeconds(1))|};")]
    [InlineData("{|OSDK2011:mail.SetPortAsync(1).ConfigureAwait(false).GetAwaiter().GetResult()|};")]
    [InlineData("{|OSDK2011:manager.DeleteAsync(\"mail.port\").AsTask().GetAwaiter().GetResult()|};")]
    [InlineData("{|OSDK2011:Task.WaitAll(mail.SetPortAsync(1).AsTask())|};")]
    [InlineData("var task = mail.SetPortAsync(1).AsTask(); {|OSDK2011:task.Wait()|};")]
    [InlineData("var task = mail.SetPortAsync(1); _ = {|OSDK2011:task.AsTask().Result|};")]
    public async Task A_write_that_blocks_is_found(string statement)
    {
        await MailGroup.Doing(statement).FindsAsync();
        await MailGroup.Awaiting(statement).FindsAsync();
    }

    [Fact]
    public Task A_program_that_starts_synchronously_is_no_exception() => MailGroup.With(
        """
        // program
        public static class Program
        {
            public static OptionManager Options { get; set; } = null!;

            public static void Main() => {|OSDK2011:Options.SetTextAsync("mail.port", "1").AsTask().Wait()|};
        }
        """).FindsAsync();

    [Theory]
    [InlineData("var result = await mail.SetPortAsync(1); Console.WriteLine(result);")]
    [InlineData("var task = mail.SetPortAsync(1); var result = task.IsCompletedSuccessfully ? task.Result : await task;")]
    [InlineData("var task = mail.SetPortAsync(1).AsTask(); await Task.WhenAll(task); Console.WriteLine(task.Result);")]
    [InlineData("var task = mail.SetPortAsync(1).AsTask(); Func<long> revision = () => task.Result.Revision; await task; revision();")]
    [InlineData("Task.Delay(1).Wait();")]
    [InlineData("var revision = Task.FromResult(1L).Result;")]
    [InlineData("var reader = Task.Run(() => mail.Port).Result;")]
    public Task What_does_not_block_on_a_write_is_right(string statement) => MailGroup.Awaiting(statement).FindsAsync();

    [Fact]
    public Task A_result_of_another_library_means_nothing() => AnalyzerTest.Of(
        """
        namespace Elsewhere;

        public sealed record OptionWriteResult(long Revision);

        public sealed class OptionManager
        {
            public Task<OptionWriteResult> SetAsync(string key, int value) => Task.FromResult(new OptionWriteResult(value));
        }

        public static class Program
        {
            public static long Run(OptionManager manager) => manager.SetAsync("mail.port", 1).Result.Revision;
        }
        """).FindsAsync();

    [Fact]
    public async Task The_message_names_the_key_and_the_remedy() => Assert.Equal(
        ["The write of 'mail.port' blocks the thread until a database has answered; await it"],
        await MailGroup.Doing("{|OSDK2011:mail.SetPortAsync(1).AsTask().Wait()|};").MessagesAsync());
}
