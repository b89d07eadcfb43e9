namespace Hone.Learn.Tests;

/// <summary>A block of texts of one length, each made from its item.</summary>
internal sealed class TokenBlock(Func<int, long[]> tokens) : Block<int>
{
    public override Column Bind(BoundItems<int> items) => new TokenColumn([.. items.Items.Select(tokens)]);
}
