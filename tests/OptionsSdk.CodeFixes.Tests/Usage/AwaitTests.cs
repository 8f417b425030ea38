namespace OptionsSdk.CodeFixes.Tests.Usage;

/// <summary>OSDK2010 and OSDK2011.</summary>
public sealed class AwaitTests
{
    [Theory]
    [InlineData("async Task Run()", "manager.SetAsync(MailOptions.Keys.Port, 1);", "async Task Run()", "await manager.SetAsync(MailOptions.Keys.Port, 1);")]
    [InlineData("void Run()", "// Why.\nmail.SetPortAsync(1); // Here.", "async Task Run()", "// Why.\nawait mail.SetPortAsync(1); // Here.")]
    [InlineData("Task Run()", "mail.SetPortAsync(1);\nreturn Task.CompletedTask;", "async Task Run()", "await mail.SetPortAsync(1);")]
    [InlineData("Task Run()", "mail.SetPortAsync(1);\nreturn Task.Delay(1);", "async Task Run()", "await mail.SetPortAsync(1);\nawait Task.Delay(1);")]
    [InlineData("Task<int> Run()", "mail.SetPortAsync(1);\nreturn Task.FromResult(1);", "async Task<int> Run()", "await mail.SetPortAsync(1);\nreturn 1;")]
    [InlineData("ValueTask<int> Run(bool now)", "if (now)\n{\n    return default;\n}\n\nmail.SetPortAsync(1);\nreturn Other();\n\nValueTask<int> Other() => default;", "async ValueTask<int> Run(bool now)", "if (now)\n{\n    return default;\n}\n\nawait mail.SetPortAsync(1);\nreturn await Other();\n\nValueTask<int> Other() => default;")]
    [InlineData("ValueTask Run(bool now)", "if (now)\n{\n    return default;\n}\n\nmail.SetPortAsync(1);\nreturn default;", "async ValueTask Run(bool now)", "if (now)\n{\n    return;\n}\n\nawait mail.SetPortAsync(1);")]
    [InlineData("void Run()", "Local();\nvoid Local() => mail.SetPortAsync(1);", "void Run()", "Local();\nasync Task Local() => await mail.SetPortAsync(1);")]
    [InlineData("Task Run()", "return Task.Run(() => { mail.SetPortAsync(1); });", "Task Run()", "return Task.Run(async () => { await mail.SetPortAsync(1); });")]
    public Task A_dropped_write_is_awaited(string signature, string body, string asynchronous, string awaited) => FixTest.Of(
        MailSource.Program(body, signature), MailSource.Text).BecomesAsync("OSDK2010",
        MailSource.Program(awaited, asynchronous), MailSource.Text);

    [Theory]
    [InlineData("int Run()", "mail.SetPortAsync(1);\nreturn 1;")]
    [InlineData("IEnumerable<int> Run()", "mail.SetPortAsync(1);\nyield return 1;")]
    [InlineData("void Run(ref int port)", "mail.SetPortAsync(port);")]
    [InlineData("void Run()", "Action act = () => { mail.SetPortAsync(1); };")]
    [InlineData("async Task Run()", "lock (manager)\n{\n    mail.SetPortAsync(1);\n}\n\nawait Task.Yield();")]
    [InlineData("void Run()", "Action act = Run;\nmail.SetPortAsync(1);")]
    [InlineData("Program()", "Mail.SetPortAsync(1);")]
    public Task Where_nothing_can_be_awaited_nothing_is(string signature, string body) => FixTest.Of(
        MailSource.Program(body, signature).Replace("public Program()", "public Program() : this(null!, null!)", StringComparison.Ordinal), MailSource.Text).HasNoFixAsync("OSDK2010");

    [Fact]
    public Task A_promise_to_others_is_kept() => FixTest.Of(
        """
        namespace Acme;

        public interface IRun
        {
            void Run();
        }

        public sealed class Program(MailOptions mail) : IRun
        {
            public void Run()
            {
                mail.SetPortAsync(1);
            }
        }
        """, MailSource.Text).HasNoFixAsync("OSDK2010");

    [Fact]
    public Task All_are_awaited_at_once() => FixTest.Of(
        MailSource.Program(
            """
            mail.SetPortAsync(1); mail.SetHostAsync("x");
            #if !NEVER
            manager.DeleteAsync("mail.port").AsTask();
            #endif
            _ = 1;
            return Task.CompletedTask;
            """, "Task Run()"),
        MailSource.Text,
        """
        namespace Acme;

        public static class Other
        {
            public static void Run(MailOptions mail)
            {
                mail.SetPortAsync(1);
            }

            public static void Caller(MailOptions mail)
            {
                Run(mail);
            }
        }
        """).AllBecomeAsync("OSDK2010", "AwaitWrite",
        MailSource.Program(
            """
            await mail.SetPortAsync(1); await mail.SetHostAsync("x");
            #if !NEVER
            await manager.DeleteAsync("mail.port");
            #endif
            _ = 1;
            """, "async Task Run()"),
        MailSource.Text,
        """
        namespace Acme;

        public static class Other
        {
            public static async Task Run(MailOptions mail)
            {
                await mail.SetPortAsync(1);
            }

            public static void Caller(MailOptions mail)
            {
                Run(mail);
            }
        }
        """);

    [Fact]
    public Task Nothing_blocks_afterwards() => FixTest.Of(
        MailSource.Program(
            """
            mail.SetPortAsync(1).AsTask().Wait(); mail.SetHostAsync("x").GetAwaiter().GetResult();
            var revision = mail.SetPortAsync(1).AsTask().Result.Revision;
            var result = mail.SetPortAsync(1).ConfigureAwait(false).GetAwaiter().GetResult();
            var task = mail.SetPortAsync(1).AsTask();
            Use(task.Result);
            return Task.FromResult(revision);

            void Use(OptionWriteResult written) { }
            """, "Task<long> Run()"),
        MailSource.Text).AllBecomeAsync("OSDK2011", "AwaitWrite",
        MailSource.Program(
            """
            await mail.SetPortAsync(1); await mail.SetHostAsync("x");
            var revision = (await mail.SetPortAsync(1)).Revision;
            var result = await mail.SetPortAsync(1).ConfigureAwait(false);
            var task = mail.SetPortAsync(1).AsTask();
            Use(await task);
            return revision;

            void Use(OptionWriteResult written) { }
            """, "async Task<long> Run()"),
        MailSource.Text);

    [Theory]
    [InlineData("Task.WaitAll(mail.SetPortAsync(1).AsTask());")]
    [InlineData("mail.SetPortAsync(1).AsTask().Wait(1000);")]
    public Task What_waits_for_more_than_the_write_is_left_to_people(string body) => FixTest.Of(MailSource.Program(body, "void Run()"), MailSource.Text).HasNoFixAsync("OSDK2011");
}
