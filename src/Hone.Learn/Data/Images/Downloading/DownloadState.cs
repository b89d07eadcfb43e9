namespace Hone.Learn.Data;

/// <summary>What became of an address.</summary>
public enum DownloadState
{
    /// <summary>Fetched, found to be an image, and written.</summary>
    Downloaded,

    /// <summary>An earlier run has fetched it.</summary>
    AlreadyThere,

    /// <summary>There is no image for it; <see cref="ImageDownload.Problem"/> says why. A later run tries again.</summary>
    Failed,

    /// <summary>Beyond <see cref="DownloadImagesOptions.MaxPictures"/>.</summary>
    LeftOut,
}
