export { cloudOf } from '../../support/cloud/cloud';
