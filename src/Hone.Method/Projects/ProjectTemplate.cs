namespace Hone.Method;

/// <summary>The kinds of data for which a project can begin with a recipe.</summary>
public enum ProjectTemplate
{
    /// <summary>Images in classes: a pretrained net, fine-tuned.</summary>
    Image,

    /// <summary>A table: boosted trees, and a net beside them.</summary>
    Table,

    /// <summary>Points in images, such as key points of faces: a small net from scratch.</summary>
    Points,

    /// <summary>Masks, a class for each pixel of an image: a U-Net over a pretrained net.</summary>
    Mask,
}
