namespace Hone.Learn;

/// <summary>The sorts of models that predict rows of tables, as files name them.</summary>
internal enum TableMemberKind
{
    /// <summary>A net over codes and numbers.</summary>
    Net,

    /// <summary>A tree, a forest or boosted trees.</summary>
    Trees,
}
