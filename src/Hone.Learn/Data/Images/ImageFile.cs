namespace Hone.Learn.Data;

/// <summary>x</summary>
public static class ImageFile
{
}
