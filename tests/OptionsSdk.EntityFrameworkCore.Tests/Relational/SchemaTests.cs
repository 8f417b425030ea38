using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using OptionsSdk.EntityFrameworkCore.Model;
using OptionsSdk.Errors;
using OptionsSdk.Store;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class SchemaTests : IDisposable
{
    private static readonly string[] Tables = ["opt_change", "opt_commit", "opt_head", "opt_meta", "opt_node", "opt_value"];

    private readonly SqliteFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Missing_tables_of_a_users_context_are_an_error_that_asks_for_a_migration()
    {
        _file.Execute("create table Orders (Id integer primary key)");

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(() => Shop().OpenAsync());

        Assert.Contains("migration", error.Remedy, StringComparison.Ordinal);
        Assert.Equal(0L, _file.Query("select count(*) from sqlite_schema where name like 'opt%'"));
    }

    [Fact]
    public async Task A_missing_database_of_a_users_context_is_not_created()
    {
        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => Shop().OpenAsync());

        Assert.Equal(0L, _file.Query("select count(*) from sqlite_schema"));
    }

    [Fact]
    public async Task Doors_of_a_users_context_without_tables_say_so_too()
    {
        var database = Shop();

        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.ReadAsync(StorePosition.Origin, Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(async () => await database.FindChangeAsync(Guid.NewGuid(), Cancellation));
        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => database.SetAsync("k", "1"));
    }

    [Fact]
    public async Task A_users_model_without_the_tables_is_an_error_that_names_the_call()
    {
        var options = new DbContextOptionsBuilder<ForgetfulContext>().UseSqlite(_file.ConnectionString).Options;
        var database = EntityFrameworkOptionDatabase.WithContext(new ContextFactory<ForgetfulContext>(() => new(options)));

        var error = await Assert.ThrowsAsync<OptionStoreSchemaException>(() => database.OpenAsync());

        Assert.Contains("UseOptionsSdk()", error.Remedy, StringComparison.Ordinal);
        Assert.Contains(nameof(ForgetfulContext), error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_context_creates_its_tables_where_that_is_asked_for()
    {
        var database = await Shop(new() { SchemaMode = EntityFrameworkSchemaMode.Create }).OpenAsync();

        await database.SetAsync("k", "1");

        Assert.Equal(0L, _file.Query("select count(*) from Orders"));
    }

    [Fact]
    public async Task The_librarys_own_context_creates_its_tables_beside_others()
    {
        _file.Execute("create table customers (id integer primary key)");

        var database = await Own().OpenAsync();

        await database.SetAsync("k", "1");
        Assert.Equal(1L, _file.Query("select revision from opt_head"));
    }

    [Fact]
    public async Task The_librarys_own_context_creates_nothing_where_it_only_verifies()
    {
        var database = Own(new() { SchemaMode = EntityFrameworkSchemaMode.Verify });

        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => database.OpenAsync());

        Assert.Equal(0L, _file.Query("select count(*) from sqlite_schema"));
    }

    [Fact]
    public async Task A_schema_that_wants_newer_readers_is_refused_at_once()
    {
        var database = await Own().OpenAsync();
        _file.Execute("update opt_meta set schema_version = 9, min_reader = 9, min_writer = 9");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => database.ImageAsync());
        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => Own().OpenAsync());
    }

    [Fact]
    public async Task A_schema_that_wants_newer_writers_is_read_only()
    {
        var database = await Own().OpenAsync();
        await database.SetAsync("k", "1");
        _file.Execute("update opt_meta set schema_version = 9, min_writer = 9");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => database.SetAsync("k", "2"));

        Assert.Equal("1", (await (await Own().OpenAsync()).ImageAsync()).Find("k")!.Value);
    }

    [Fact]
    public async Task A_schema_that_is_too_old_is_an_error()
    {
        await Own().OpenAsync();
        _file.Execute("update opt_meta set schema_version = 0");

        await Assert.ThrowsAsync<OptionStoreSchemaException>(() => Own().OpenAsync());
    }

    [Fact]
    public void A_migration_of_a_users_context_makes_the_tables_and_says_their_version()
    {
        using var context = Create();
        var differ = context.GetService<IMigrationsModelDiffer>();

        var operations = differ.GetDifferences(null, context.GetService<IDesignTimeModel>().Model.GetRelationalModel());

        Assert.Equal([.. Tables, "Orders"], operations.OfType<CreateTableOperation>().Select(table => table.Name).Order(StringComparer.OrdinalIgnoreCase));
        var meta = Assert.Single(operations.OfType<InsertDataOperation>());
        Assert.Equal("opt_meta", meta.Table);
        Assert.Equal([1, 1, 1, 1], meta.Values.Cast<int>());
    }

    [Fact]
    public void Model_wide_conventions_of_a_user_do_not_reach_the_tables()
    {
        using var context = Create();
        var value = context.Model.FindEntityType(OptionsModel.Value)!;

        Assert.Equal(-1, value.FindProperty(OptionsModel.Text)!.GetMaxLength());
        Assert.Equal(128, value.FindProperty(OptionsModel.Key)!.GetMaxLength());
        Assert.NotEqual(false, value.FindProperty(OptionsModel.Text)!.IsUnicode());
        Assert.IsNotType<TicksConverter>(value.FindProperty(OptionsModel.UpdatedAt)!.GetValueConverter());
    }

    [Fact]
    public void Saying_it_twice_is_harmless()
    {
        var model = new ModelBuilder().UseOptionsSdk().UseOptionsSdk().FinalizeModel();

        Assert.Equal(6, model.GetEntityTypes().Count());
    }

    [Theory]
    [InlineData("Npgsql.EntityFrameworkCore.PostgreSQL", "C")]
    [InlineData("Microsoft.EntityFrameworkCore.SqlServer", "Latin1_General_100_BIN2")]
    [InlineData("Pomelo.EntityFrameworkCore.MySql", "utf8mb4_bin")]
    [InlineData("Microsoft.EntityFrameworkCore.Sqlite", null)]
    [InlineData(null, null)]
    public void Keys_are_compared_byte_by_byte_where_the_provider_is_known(string? provider, string? collation)
    {
        var model = (IReadOnlyModel)new ModelBuilder().UseOptionsSdk(provider).Model;

        Assert.Equal(collation, model.FindEntityType(OptionsModel.Value)!.FindProperty(OptionsModel.Key)!.GetCollation());
    }

    [Fact]
    public async Task Columns_are_the_same_as_those_of_the_raw_provider()
    {
        using var raw = new SqliteFile();
        using var context = Create();
        await context.Database.EnsureCreatedAsync(Cancellation);
        await using var other = await new Sqlite.SqliteOptionDatabase(raw.ConnectionString).OpenAsync();

        foreach (var table in Tables)
        {
            var columns = $"select group_concat(name || ' ' || upper(type) || ' ' || pk || iif(pk > 0, '', ' ' || \"notnull\"), ', ') from (select * from pragma_table_info('{table}') order by name)";
            Assert.Equal(raw.Query(columns), _file.Query(columns));
        }
    }

    [Fact]
    public async Task Namespaces_of_one_database_are_isolated()
    {
        var left = await Own(new() { Namespace = "left" }).OpenAsync();
        var right = await Own(new() { Namespace = "right" }).OpenAsync();

        await left.SetAsync("k", "1");
        await left.SetAsync("k", "2");

        Assert.Empty((await right.ImageAsync()).Rows);
        Assert.Empty(await right.ReadRowsWrittenSinceAsync(DateTime.MinValue, Cancellation));
        Assert.Equal(1, (await right.SetAsync("k", "3")).Delta.To.Revision);
        Assert.Equal("2", (await left.ReadRowAsync("k", Cancellation)).Row!.Value);
        Assert.Equal(2, (await left.ReadHistoryAsync("k", 10, Cancellation)).Count);
    }

    [Fact]
    public async Task A_name_tells_provider_and_file()
    {
        Assert.Equal($"EF Core Sqlite {_file.Path}", (await Own().OpenAsync()).Name);
    }

    [Fact]
    public void Settings_that_cannot_be_followed_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Own(new() { Namespace = "" }));
        Assert.Throws<ArgumentException>(() => Own(new() { Namespace = "Upper" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Own(new() { RetryBudget = TimeSpan.FromTicks(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Own(new() { SchemaMode = (EntityFrameworkSchemaMode)9 }));
    }

    private EntityFrameworkOptionDatabase Own(EntityFrameworkOptionDatabaseSettings? settings = null) =>
        EntityFrameworkOptionDatabase.WithOwnContext(options => options.UseSqlite(_file.ConnectionString), settings);

    private EntityFrameworkOptionDatabase Shop(EntityFrameworkOptionDatabaseSettings? settings = null) =>
        EntityFrameworkOptionDatabase.WithContext(new ContextFactory<ShopContext>(Create), settings);

    private ShopContext Create() => new(new DbContextOptionsBuilder<ShopContext>().UseSqlite(_file.ConnectionString).Options);
}
