using System.Data.Common;

namespace OptionsSdk.EntityFrameworkCore.Tests;

public sealed class LostConnectionException() : DbException("The connection was lost.");
