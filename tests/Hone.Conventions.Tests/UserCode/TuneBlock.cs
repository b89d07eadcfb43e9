using Hone.Learn;

namespace Hone.Conventions.Tests.UserCode;

/// <summary>A block of tunes, written as numbers with spaces between them.</summary>
internal sealed class TuneBlock : Block<string>
{
    public override Column Bind(BoundItems<string> items) => new TuneColumn([.. items.Items.Select(item => Array.ConvertAll(item.Split(' '), long.Parse))]);
}
