namespace OptionsSdk.EntityFrameworkCore.Tests;

public class Order
{
    public int Id { get; set; }

    public string Customer { get; set; } = "";

    public virtual ICollection<Order> Related { get; } = [];
}
