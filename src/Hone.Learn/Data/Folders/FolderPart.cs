namespace Hone.Learn.Data;

/// <summary>The part of a split that the folders themselves declare.</summary>
public enum FolderPart
{
    /// <summary>The folders declare none: <c>root/CLASS/</c>.</summary>
    None,

    /// <summary>Under <c>root/train/</c>.</summary>
    Train,

    /// <summary>Under <c>root/valid/</c>, <c>root/val/</c> or <c>root/validation/</c>.</summary>
    Valid,

    /// <summary>Under <c>root/test/</c>.</summary>
    Test,
}
