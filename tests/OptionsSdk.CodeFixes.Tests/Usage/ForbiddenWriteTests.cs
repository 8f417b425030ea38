namespace OptionsSdk.CodeFixes.Tests.Usage;

/// <summary>OSDK2001 to OSDK2003, and OSDK2008.</summary>
public sealed class ForbiddenWriteTests
{
    [Theory]
    [InlineData("OSDK2001", "await manager.SetAsync(MailOptions.Keys.Domain, \"x\");")]
    [InlineData("OSDK2001", "await manager.DeleteAsync(\"mail.domain\").ConfigureAwait(false);")]
    [InlineData("OSDK2001", "_ = manager.SetAsync(\"mail.domain\", \"x\", by: \"me\");")]
    [InlineData("OSDK2002", "await manager.SetTextAsync(\"mail.zone\", \"x\");")]
    public Task A_statement_that_only_writes_can_go(string id, string statement) => FixTest.Of(
        MailSource.Program($"await Task.Yield();\n{statement}\nawait Task.Yield();"), MailSource.Text).ChoiceBecomesAsync(id, "RemoveWrite",
        MailSource.Program("await Task.Yield();\nawait Task.Yield();"), MailSource.Text);

    [Fact]
    public Task A_comment_goes_with_its_statement_but_not_with_the_one_before() => FixTest.Of(
        MailSource.Program("// About all.\n\n// About this.\nawait manager.SetAsync(\"mail.domain\", \"x\"); // Here.\nawait Task.Yield();"), MailSource.Text)
        .ChoiceBecomesAsync("OSDK2001", "RemoveWrite", MailSource.Program("// About all.\n\nawait Task.Yield();"), MailSource.Text);

    [Fact]
    public Task A_statement_without_braces_leaves_a_block() => FixTest.Of(
        MailSource.Program("if (mail.Port == 25) await manager.DeleteAsync(\"mail.domain\"); else await Task.Yield();"), MailSource.Text)
        .ChoiceBecomesAsync("OSDK2001", "RemoveWrite", MailSource.Program("if (mail.Port == 25) { } else await Task.Yield();"), MailSource.Text);

    [Theory]
    [InlineData("var batch = new OptionBatch().Set(MailOptions.Keys.Domain, \"x\").Set(MailOptions.Keys.Port, 1);", "var batch = new OptionBatch().Set(MailOptions.Keys.Port, 1);")]
    [InlineData("var batch = new OptionBatch()\n    .Set(MailOptions.Keys.Port, 1)\n    .Delete(\"mail.domain\");", "var batch = new OptionBatch()\n    .Set(MailOptions.Keys.Port, 1);")]
    [InlineData("await manager.WriteAsync(new OptionBatch().Delete(\"mail.domain\"));", "await manager.WriteAsync(new OptionBatch());")]
    [InlineData("var batch = new OptionBatch();\nbatch.Delete(\"mail.domain\").Delete(\"mail.port\");", "var batch = new OptionBatch();\nbatch.Delete(\"mail.port\");")]
    [InlineData("var batch = new OptionBatch();\nbatch.Delete(\"mail.domain\");", "var batch = new OptionBatch();")]
    public Task A_link_of_a_batch_can_go(string before, string after) => FixTest.Of(MailSource.Program($"{before}\nawait Task.Yield();"), MailSource.Text)
        .ChoiceBecomesAsync("OSDK2001", "RemoveWrite", MailSource.Program($"{after}\nawait Task.Yield();"), MailSource.Text);

    [Fact]
    public Task All_writes_go_at_once() => FixTest.Of(
        MailSource.Program(
            """
            await manager.SetAsync("mail.domain", "x"); await manager.DeleteAsync("mail.domain"); await Task.Yield();
            var batch = new OptionBatch();
            batch.Set(MailOptions.Keys.Domain, "x").Delete("mail.domain");
            batch.Set(MailOptions.Keys.Domain, "x").Delete("mail.port").Delete("mail.domain");
            {
            #if !NEVER
                // Now.
                _ = manager.DeleteAsync("mail.domain");
            #endif
            }
            """),
        MailSource.Text).AllBecomeAsync("OSDK2001", "RemoveWrite",
        MailSource.Program(
            """
            await Task.Yield();
            var batch = new OptionBatch();
            batch.Delete("mail.port");
            {
            #if !NEVER
            #endif
            }
            """),
        MailSource.Text);

    [Fact]
    public async Task An_entry_of_a_bulk_write_can_go()
    {
        const string Bulk =
            """
            namespace Acme;

            public static class Bulk
            {
                [OptionWrite] public static void Write([OptionKeyName] IReadOnlyDictionary<string, object> values) { }
                [OptionWrite(OptionOperation.Delete)] public static void Delete([OptionKeyName] params string[] keys) { }
            }
            """;
        await FixTest.Of(MailSource.Program("Bulk.Write(new Dictionary<string, object> { [\"mail.domain\"] = \"x\", [\"mail.port\"] = 1 });", "void Run()"), MailSource.Text, Bulk)
            .ChoiceBecomesAsync("OSDK2001", "RemoveWrite", MailSource.Program("Bulk.Write(new Dictionary<string, object> { [\"mail.port\"] = 1 });", "void Run()"), MailSource.Text, Bulk);
        await FixTest.Of(MailSource.Program("Bulk.Delete([\"mail.port\", \"mail.domain\"]);", "void Run()"), MailSource.Text, Bulk)
            .ChoiceBecomesAsync("OSDK2001", "RemoveWrite", MailSource.Program("Bulk.Delete([\"mail.port\"]);", "void Run()"), MailSource.Text, Bulk);
    }

    [Theory]
    [InlineData("return await manager.SetAsync(\"mail.domain\", \"x\");", "async Task<OptionWriteResult> Run()")]
    [InlineData("var result = await manager.SetAsync(\"mail.domain\", \"x\");", "async Task Run()")]
    [InlineData("Func<ValueTask<OptionWriteResult>> later = () => manager.SetAsync(\"mail.domain\", \"x\");", "void Run()")]
    [InlineData("foreach (var key in new[] { \"mail.port\", \"mail.domain\" }) { await manager.DeleteAsync(key); }", "async Task Run()")]
    public async Task A_write_whose_result_or_other_keys_matter_stays(string body, string signature) =>
        Assert.Equal(["RemoveForbiddingFlag"], await FixTest.Of(MailSource.Program(body, signature), MailSource.Text).KeysAsync("OSDK2001"));

    [Fact]
    public async Task A_write_that_is_right_on_another_path_stays() =>
        Assert.Equal(["RemoveForbiddingFlag"], await FixTest.Of(MailSource.Program("await manager.DeleteAsync(mail.Port == 1 ? \"mail.domain\" : \"mail.port\");"), MailSource.Text).KeysAsync("OSDK2003"));

    [Fact]
    public Task All_writes_of_what_is_never_stored_can_go_at_once() => FixTest.Of(
        MailSource.Program("await manager.SetTextAsync(\"mail.zone\", \"x\");\nawait Task.Yield();\nawait manager.DeleteAsync(\"mail.zone\");\nawait manager.DeleteAsync(MailOptions.Keys.Zone.Name);"),
        MailSource.Text).AllBecomeAsync("OSDK2002", "RemoveWrite",
        MailSource.Program("await Task.Yield();"),
        MailSource.Text);

    [Fact]
    public Task The_flag_can_go_once_for_all_writes_that_may_meet_it()
    {
        var program = MailSource.Program("await manager.DeleteAsync(mail.Port == 1 ? \"mail.domain\" : \"mail.port\");\nawait manager.DeleteAsync(mail.Port == 2 ? \"mail.port\" : \"mail.domain\");\nawait manager.DeleteAsync(mail.Port switch { 3 => \"mail.domain\", _ => \"mail.sender\" });");
        return FixTest.Of(program, MailSource.Text).AllBecomeAsync("OSDK2003", "RemoveForbiddingFlag", program, MailSource.WithoutFlag("Immutable"));
    }

    [Theory]
    [InlineData("OSDK2001", "mail.domain", "Immutable")]
    [InlineData("OSDK2002", "mail.zone", "NoStore")]
    public Task The_flag_can_go_in_another_file(string id, string key, string flag) => FixTest.Of(
        MailSource.Program($"await manager.DeleteAsync(\"{key}\");"), MailSource.Text).ChoiceBecomesAsync(id, "RemoveForbiddingFlag",
        MailSource.Program($"await manager.DeleteAsync(\"{key}\");"),
        MailSource.WithoutFlag(flag));

    [Fact]
    public Task The_flag_can_go_in_another_project_once_for_all_writes() => FixTest.Of(
        MailSource.Program("await manager.DeleteAsync(\"mail.domain\"); await manager.DeleteAsync(\"mail.domain\");\nawait manager.SetAsync(MailOptions.Keys.Domain, \"x\");"))
        .WithLibrary(MailSource.Text)
        .AllBecomeAsync("OSDK2001", "RemoveForbiddingFlag",
        MailSource.Program("await manager.DeleteAsync(\"mail.domain\"); await manager.DeleteAsync(\"mail.domain\");\nawait manager.SetAsync(MailOptions.Keys.Domain, \"x\");"),
        MailSource.WithoutFlag("Immutable"));

    [Theory]
    [InlineData("mail.port", "            public partial int Port", "            [Option(OptionFlags.AdminModifiable)]\n            public partial int Port")]
    [InlineData("mail.sender", "[Option(\"mail.sender\")]", "[Option(\"mail.sender\", OptionFlags.AdminModifiable)]")]
    [InlineData("mail.host", "OptionFlags.PrioritizeDisk", "OptionFlags.PrioritizeDisk | OptionFlags.AdminModifiable")]
    public Task A_channel_can_be_let_in(string key, string before, string after)
    {
        var program = MailSource.Program($"await manager.DeleteAsync(\"{key}\", channel: OptionChannel.Admin);");
        return FixTest.Of(program, MailSource.Text).BecomesAsync("OSDK2008",
            program, MailSource.Text.Replace(before.Replace("            ", "    ", StringComparison.Ordinal), after.Replace("            ", "    ", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public Task Several_options_let_the_automator_in_at_once()
    {
        var program = MailSource.Program(
            "const OptionChannel Robot = OptionChannel.Automator;\nawait manager.DeleteAsync(\"mail.sender\", channel: Robot); await manager.DeleteAsync(\"mail.sender\", channel: Robot);\nawait manager.SetAsync(MailOptions.Keys.Host, \"x\", null, null, Robot);");
        return FixTest.Of(program).WithLibrary(MailSource.Text).AllBecomeAsync("OSDK2008", "AddFlag:AutomatorModifiable",
            program,
            MailSource.Text
                .Replace("[Option(\"mail.sender\")]", "[Option(\"mail.sender\", OptionFlags.AutomatorModifiable)]", StringComparison.Ordinal)
                .Replace("OptionFlags.PrioritizeDisk", "OptionFlags.PrioritizeDisk | OptionFlags.AutomatorModifiable", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_required_option_never_lets_the_automator_in() => FixTest.Of(
        MailSource.Program("await manager.DeleteAsync(\"mail.host\", channel: OptionChannel.Automator);"),
        MailSource.Text.Replace("PrioritizeDisk", "Required", StringComparison.Ordinal)).HasNoFixAsync("OSDK2008");
}
